// One question to our own server. In halls with captive portals anybody answers: with pages, redirects, JSON of their own.

import { learn } from "./clock.js";

/** Milliseconds; tests make them shorter. first, most: pauses between tries. stale: how long another tab may send. */
export const pace = { abort: 8000, first: 2000, most: 5 * 60_000, stale: 60_000 };

/**
 * @typedef {object} Answer
 * @property {"ours"|"portal"|"offline"} from whose it is; "offline": there was none
 * @property {number} status
 * @property {*} data the JSON, if it is ours
 * @property {Response|null} response
 */

/**
 * @param {string} path
 * @param {(data: any) => boolean} isOurs whether a good answer has the shape of ours
 * @param {RequestInit} [options]
 * @returns {Promise<Answer>} never rejects
 */
export const ask = async (path, isOurs, options = {}) => {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), pace.abort);
  try {
    const response = await fetch(path, {
      ...options,
      headers: { Accept: "application/json", "X-Eventnet": "1", ...options.headers },
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
      signal: patience.signal,
    });
    return judged(response, await json(response), isOurs);
  } catch {
    return { from: "offline", status: 0, data: null, response: null };
  } finally {
    clearTimeout(timer);
  }
};

/** How long a server that is busy asks to be left alone, in milliseconds; 0 if it does not say. @param {Answer} answer */
export const pauseAsked = ({ response }) => {
  const seconds = Number(response?.headers.get("Retry-After"));
  return seconds > 0 ? Math.min(seconds * 1000, pace.most) : 0;
};

const judged = (response, data, isOurs) => {
  const { status } = response;
  const ours = status === 304 || (data !== null && (response.ok ? isOurs(data) : typeof data.error === "string"));
  if (ours) learn(response);
  return { from: ours ? "ours" : "portal", status, data: ours ? data : null, response };
};

const json = async (response) => {
  const text = await response.text();
  if (!/^application\/json\b/i.test(response.headers.get("Content-Type") ?? "")) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
