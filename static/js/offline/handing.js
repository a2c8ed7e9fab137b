// One batch to the server, and what its answer means. A batch that fails as a whole is halved down to the one at fault.

import { ask, pauseAsked } from "./network.js";
import { failed, settle } from "./outcomes.js";
import { signedOut } from "./person.js";
import { asScan } from "./queue.js";
import { tell } from "./signals.js";

const MOST = 100;
const FEW = 5;
const BUSY = new Set([429, 503]);

let size = MOST; // smaller after a failure: on a thin network a hundred may take longer than anybody waits
let quietUntil = 0; // by performance.now(), which nobody sets

/**
 * @param {string} person
 * @param {import("./queue.js").Item[]} due
 * @returns {Promise<{state: string, pause: number}>} "ok" when there was progress; pause: milliseconds the server asks for
 */
export const hand = async (person, due) => {
  const quiet = quietUntil - performance.now();
  if (quiet > 0) return { state: "offline", pause: quiet };
  const state = await handed(person, due.slice(0, size));
  size = state === "ok" ? Math.min(size * 2, MOST) : state === "offline" ? Math.max(size >> 1, FEW) : size;
  return { state, pause: Math.max(quietUntil - performance.now(), 0) };
};

const handed = async (person, items) => {
  const answer = await post(person, items);
  const state = meaning(answer);
  if (state === "signed-out" || answer.status === 200) await signedOut(state === "signed-out");
  if (state === "ok") return named(person, items, answer);
  if (state !== "doubtful") return state;
  if (meaning(await post(person, [])) !== "ok") return answer.from === "ours" || answer.status >= 500 ? "offline" : "portal";
  if (items.length > 1) return halves(person, items);
  await failed(person, items[0], answer.data?.message ?? "", answer.status < 500);
  tell("queue");
  return "ok";
};

const halves = async (person, items) => {
  const middle = items.length >> 1;
  const state = await handed(person, items.slice(0, middle));
  return state === "ok" ? handed(person, items.slice(middle)) : state;
};

const named = async (person, items, answer) => {
  const { named, answers } = await settle(person, items, answer.data.results);
  for (const each of answers) tell("answered", each);
  tell("queue");
  return named > 0 ? "ok" : "portal"; // who answers without naming any is not our server
};

const post = async (person, items) => {
  const answer = await ask("/api/v1/scans", (data) => Array.isArray(data.results), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ scans: items.map(asScan), person }),
  });
  if (BUSY.has(answer.status)) quietUntil = performance.now() + pauseAsked(answer);
  return answer;
};

const meaning = ({ from, status, data }) => {
  if (from === "offline" || BUSY.has(status)) return "offline";
  if (from === "ours" && status === 200) return "ok";
  if (from === "ours" && status === 401) return "signed-out";
  if (from === "ours" && status === 409 && data.error === "another-person") return "other-person";
  return status < 400 || status === 511 ? "portal" : "doubtful"; // 0: a redirect, never ours here; 511: RFC 6585
};
