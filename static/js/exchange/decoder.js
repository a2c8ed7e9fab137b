// Codes in pictures: zxing-wasm in a worker. One for the page; it loads at the first call.
const LARGE = 1600; // pixels of a photo's longer side; what is larger is only slower
const SMALL = 800; // a second look: noise and moiré go away

let worker;
let loading;
let count = 0;
const asked = new Map();

/** Whether this browser has what reading needs; the lockdown mode of iOS has not. */
export const canRead = () => typeof WebAssembly === "object" && typeof Worker === "function";

/** Resolves when codes can be read; rejects where this browser or this network cannot. */
export const ready = () => (loading ??= load().catch((error) => {
  loading = undefined;
  throw error;
}));

/** @param {ImageData} picture its pixels are taken away @returns {Promise<string>} "" where there is no code */
export const read = async ({ width, height, data }) => {
  await ready();
  const id = ++count;
  const answer = new Promise((resolve) => asked.set(id, resolve));
  worker.postMessage({ id, width, height, pixels: data.buffer }, [data.buffer]);
  return answer;
};

/** @param {Blob} photo @returns {Promise<string>} "" where there is no code, or no picture */
export const readPhoto = async (photo) => {
  await ready();
  const picture = await createImageBitmap(photo).catch(() => null);
  if (!picture) return "";
  return (await read(pixels(picture, LARGE))) || (await read(pixels(picture, SMALL)));
};

const load = () =>
  new Promise((resolve, reject) => {
    if (!canRead()) throw new DOMException("", "NotSupportedError");
    worker = new Worker(new URL("decoder-worker.js", import.meta.url));
    worker.onerror = () => reject(new DOMException("", "NetworkError"));
    worker.onmessage = ({ data }) => {
      if (data.ready) resolve();
      else if (data.id) answered(data);
      else reject(new DOMException(data.failed, "NetworkError"));
    };
  });

const answered = ({ id, text }) => {
  asked.get(id)(text);
  asked.delete(id);
};

const pixels = (picture, most) => {
  const scale = Math.min(1, most / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
};
