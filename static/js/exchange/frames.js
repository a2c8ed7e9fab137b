// From the camera's picture to text, one frame at a time, about twelve a second, and none while nobody looks.
import { read } from "./decoder.js";

const PAUSE = 60; // milliseconds between two frames; reading one takes 10 to 30
const SIDE = 640; // pixels: a code of version 13 that fills half of it still has 4 to a module
const VIEWS = [1, 0.55]; // of the shorter side, in turn: the whole picture for near codes, its middle for far ones

/** @param {HTMLVideoElement} video @param {(text: string) => void} found called for each look, with "" for nothing */
export default (video, found) => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let isOn = false;
  let isReading = false;
  let turn = 0;

  const look = async () => {
    if (!isOn || isReading) return;
    isReading = true;
    const text = await read(frame()).catch(() => "");
    isReading = false;
    if (isOn) found(text);
    setTimeout(next, PAUSE);
  };

  const next = () => (document.hidden || !video.videoWidth ? setTimeout(next, PAUSE * 4) : look());

  const frame = () => {
    const side = Math.min(video.videoWidth, video.videoHeight) * VIEWS[turn++ % VIEWS.length];
    const size = Math.min(SIDE, Math.round(side));
    canvas.width = canvas.height = size;
    context.drawImage(video, (video.videoWidth - side) / 2, (video.videoHeight - side) / 2, side, side, 0, 0, size, size);
    return context.getImageData(0, 0, size, size);
  };

  return {
    resume: () => {
      if (isOn) return;
      isOn = true;
      next();
    },
    pause: () => (isOn = false),
  };
};
