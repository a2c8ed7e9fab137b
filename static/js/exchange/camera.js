// The camera: started once at a time, given back when the page is left, taken again when it is seen again.
// What phones do in practice: iOS mutes the first of two starts, and takes the camera away from a page in the background.
const PATIENCE = 8000; // milliseconds until "does not answer" stands there instead of nothing

const CAUSES = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

/**
 * @param {HTMLVideoElement} video
 * @param {(state: "starting"|"running"|"denied"|"missing"|"busy"|"insecure"|"slow"|"stopped") => void} tell
 */
export default (video, tell) => {
  let stream = null;
  let isWanted = false;
  let attempt = 0; // a start that was overtaken hands its camera back as soon as it gets it
  let isStarting = false;
  let lens;

  const start = async () => {
    isWanted = true;
    if (isStarting || stream) return;
    isStarting = true;
    const mine = ++attempt;
    const timer = setTimeout(() => giveUp(mine), PATIENCE);
    tell("starting");
    try {
      const found = await open(lens);
      if (mine !== attempt || !isWanted) return found.getTracks().forEach((track) => track.stop());
      await show(found);
      tell("running");
    } catch (error) {
      if (mine === attempt) tell(cause(error));
    } finally {
      clearTimeout(timer);
      if (mine === attempt) isStarting = false;
    }
  };

  /** It may still come, and is taken then; but whoever asks again now gets a new start. */
  const giveUp = (mine) => {
    if (mine !== attempt) return;
    isStarting = false;
    tell("slow");
  };

  const show = async (found) => {
    stream = found;
    const [track] = stream.getVideoTracks();
    track.onended = () => {
      close();
      tell("stopped");
    };
    video.srcObject = stream;
    video.muted = true;
    await video.play();
  };

  const close = () => {
    attempt++;
    isStarting = false;
    stream?.getTracks().forEach((track) => track.stop());
    stream = video.srcObject = null;
  };

  const stop = () => {
    isWanted = false;
    close();
  };

  /** The next camera of this phone. */
  const turn = async () => {
    const all = await lenses();
    const now = all.indexOf(stream?.getVideoTracks()[0].getSettings().deviceId);
    lens = all[(now + 1) % all.length];
    close();
    await start();
  };

  const light = (on) => stream?.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: on }] });
  const hasLight = () => Boolean(stream?.getVideoTracks()[0].getCapabilities?.().torch);

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : isWanted && start()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && isWanted && start());
  return { start, stop, turn, light, hasLight, lenses };
};

const open = (lens) => {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("", isSecureContext ? "NotFoundError" : "insecure");
  const which = lens ? { deviceId: { exact: lens } } : { facingMode: { ideal: "environment" } };
  return navigator.mediaDevices.getUserMedia({ audio: false, video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } } });
};

const lenses = async () => {
  const devices = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return devices.filter((device) => device.kind === "videoinput" && device.deviceId).map((device) => device.deviceId);
};

const cause = (error) => (error.name === "insecure" ? "insecure" : (CAUSES[error.name] ?? "busy"));
