// One sender at a time in all tabs. Two would do no harm, since the server knows each scan by its id; it is only waste.

import { pace } from "./network.js";

const NAME = "eventnet sync";

let busySince = null;

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T|null>} null: another tab is at it
 */
export const alone = (work) => (navigator.locks ? withLock(work) : withLease(work));

const withLock = async (work) => {
  // A tab that a phone has put to sleep in the middle holds its lock for good: it is taken away after a while.
  const isStale = busySince !== null && performance.now() - busySince > pace.stale;
  try {
    return await navigator.locks.request(NAME, isStale ? { steal: true } : { ifAvailable: true }, (lock) => {
      busySince = lock ? null : (busySince ?? performance.now());
      return lock ? work() : null;
    });
  } catch (error) {
    if (error?.name === "AbortError") return null; // it was taken away from this tab
    throw error;
  }
};

/** For browsers without locks: a word in localStorage, good for a while. */
const withLease = async (work) => {
  const until = Number(localStorage.getItem(NAME));
  if (until > Date.now() && until <= Date.now() + pace.stale) return null;
  localStorage.setItem(NAME, String(Date.now() + pace.stale));
  try {
    return await work();
  } finally {
    localStorage.removeItem(NAME);
  }
};
