// A short sound and a short shake: "got it". Silent where the browser has not been touched yet, and on phones set to silent.
let audio;

/** Sound needs a touch first; call it from one. */
export const allow = () => {
  audio ??= globalThis.AudioContext && new AudioContext();
  if (audio?.state === "suspended") audio.resume().catch(() => {});
};

export const tick = () => {
  navigator.vibrate?.(60);
  if (audio?.state !== "running") return;
  const [voice, volume] = [audio.createOscillator(), audio.createGain()];
  const now = audio.currentTime;
  voice.frequency.setValueAtTime(880, now);
  voice.frequency.setValueAtTime(1320, now + 0.06);
  volume.gain.setValueAtTime(0.12, now);
  volume.gain.exponentialRampToValueAtTime(0.001, now + 0.16);
  voice.connect(volume).connect(audio.destination);
  voice.start(now);
  voice.stop(now + 0.17);
};
