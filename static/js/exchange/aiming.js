// The camera's part of the page: its picture, its light and lenses, and words with a button for whatever goes wrong.
import cameraOf from "./camera.js";
import { canRead, ready } from "./decoder.js";
import framesOf from "./frames.js";

const PATIENCE = 8000; // milliseconds until a slow reader is named

/** @param {HTMLElement} page @param {(key: string) => string} words @param {(text: string) => void} found "": nothing */
export default (page, words, found) => {
  const at = (name) => page.querySelector(`[data-${name}]`);
  const section = at("aim");
  const box = section.querySelector(".scanner");
  const video = section.querySelector("video");
  const frames = framesOf(video, found);
  const camera = cameraOf(video, (state) => tell(state));
  let isPaused = false;

  const trouble = (key, button = "again") => {
    at("trouble").hidden = false;
    box.classList.add("is-off");
    at("trouble-title").textContent = words(key);
    at("trouble-text").textContent = words(`${key}-text`);
    at("again").hidden = !button;
    at("again").textContent = words(button);
  };

  const fine = (key) => {
    at("trouble").hidden = true;
    box.classList.remove("is-off");
    at("camera-words").textContent = words(key);
  };

  const tell = (state) => {
    if (state === "starting") return fine("starting");
    if (state !== "running") return trouble(state);
    fine("loading");
    tools();
    load();
  };

  const load = async () => {
    const timer = setTimeout(() => trouble("slow-reader"), PATIENCE);
    try {
      await ready();
      fine("aim");
      if (!isPaused) frames.resume();
    } catch {
      camera.stop();
      trouble("slow-reader");
    } finally {
      clearTimeout(timer);
    }
  };

  const tools = async () => {
    at("torch").hidden = !camera.hasLight();
    at("torch").setAttribute("aria-pressed", "false");
    at("lens").hidden = (await camera.lenses()).length < 2;
  };

  const start = () => {
    section.hidden = false;
    if (!canRead()) return trouble("unreadable", null);
    ready().catch(() => {}); // beside the camera; what goes wrong is said when it is needed
    camera.start();
  };

  at("again").addEventListener("click", () => start());
  at("lens").addEventListener("click", () => camera.turn());
  at("torch").addEventListener("click", async () => {
    const on = at("torch").getAttribute("aria-pressed") === "false";
    await camera.light(on)?.catch(() => {});
    at("torch").setAttribute("aria-pressed", on);
  });

  return {
    start,
    /** Shown, but not started until somebody asks. */
    rest: () => {
      section.hidden = false;
      trouble("resting", "start");
    },
    pause: () => {
      isPaused = true;
      frames.pause();
    },
    resume: () => {
      isPaused = false;
      frames.resume();
    },
    /** Out of sight and still open, so that "Next" is at once. */
    stepAside: (yes) => section.classList.toggle("is-aside", yes),
  };
};
