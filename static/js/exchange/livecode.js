// The code that proves presence, made on the phone without a network. The twin of eventnet/exchange/livecode.py,
// which says the format; tests/exchange/vectors/live.json holds examples for both.
import { encode } from "./base32.js";

export const LIVE_SECONDS = 30;
export const SPOKEN_SECONDS = 60;

/** 20 characters. @param {Uint8Array} key @param {string} badge @param {Date} date @returns {Promise<string>} */
export const proof = async (key, badge, date) => {
  const counted = step(date, LIVE_SECONDS);
  const digest = await hmac(key, "eventnet live 1", badge, counted);
  return encode(new Uint8Array([...counted, ...digest.subarray(0, 8)]));
};

/** The changing half of the spoken code: 4 characters. @returns {Promise<string>} */
export const spoken = async (key, badge, date) => {
  const digest = await hmac(key, "eventnet spoken 1", badge, step(date, SPOKEN_SECONDS));
  return encode(digest.subarray(0, 3)).slice(0, 4);
};

/** Milliseconds until the next code of this kind. */
export const left = (date, seconds) => seconds * 1000 - (date.getTime() % (seconds * 1000));

/** Whole steps since 1970, four bytes big endian. */
const step = (date, seconds) => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, Math.floor(date.getTime() / 1000 / seconds));
  return bytes;
};

const hmac = async (key, purpose, badge, counted) => {
  const secret = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const message = new Uint8Array([...new TextEncoder().encode(purpose + badge), ...counted]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", secret, message));
};
