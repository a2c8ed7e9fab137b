// Hands the queue to the server: at app start, online, on becoming visible, after each scan, and again and again.

import { now } from "./clock.js";
import { hand } from "./handing.js";
import { pace } from "./network.js";
import { refresh, whoIsHere } from "./person.js";
import { everything } from "./queue.js";
import { alone } from "./sender.js";
import { signals, tell } from "./signals.js";

/** @typedef {{state: "ok"|"offline"|"portal"|"signed-out"|"busy"|"other-person", left: number}} Sent left: still waiting */

let running = null;
let again = false;
let failures = 0;
let timer;
let started = false;

/** Send whenever there is reason to hope; call it once a page. @returns {Promise<Sent>|undefined} the first try */
export const start = () => {
  if (started) return undefined;
  started = true;
  addEventListener("online", hope);
  addEventListener("pageshow", (event) => event.persisted && hope());
  document.addEventListener("visibilitychange", () => document.hidden || hope());
  signals.addEventListener("kept", send);
  return send();
};

/** Send all that may be sent now. While it runs, another call makes it look once more. @returns {Promise<Sent>} */
export const send = () => {
  again = true;
  running ??= run().finally(() => {
    running = null;
    if (again) send(); // something came in the very last moment
  });
  return running;
};

const hope = () => {
  failures = 0;
  return send();
};

const run = async () => {
  clearTimeout(timer);
  let sent;
  while (again) {
    again = false;
    sent = (await alone(rounds)) ?? { state: "busy" };
  }
  const left = await waitingOf(sent.person ?? (await whoIsHere()));
  plan(sent, left);
  tell("state", { state: sent.state, left: left.length });
  return { state: sent.state, left: left.length };
};

const rounds = async () => {
  const person = await whoIsHere();
  for (let state = "ok", pause = 0; ; ) {
    const due = (await waitingOf(person)).filter((item) => item.not_before <= now().getTime());
    if (due.length === 0) return { state, person, pause };
    ({ state, pause } = await hand(person, due));
    if (state === "other-person") await refresh();
    if (state !== "ok") return { state, person, pause };
  }
};

const waitingOf = async (person) =>
  person ? (await everything(person)).filter((item) => item.state === "waiting") : [];

/** When to try next: at the time that answers named, or after a pause that doubles, with jitter so that a hall does not
 * come back all at once. Nothing helps a phone that is signed out but signing in, which begins on a new page. */
const plan = ({ state, pause = 0 }, left) => {
  failures = state === "ok" ? 0 : failures + 1;
  if (state === "signed-out" || (left.length === 0 && state !== "other-person")) return;
  const doubled = Math.min(pace.first * 2 ** Math.max(failures - 1, 0), pace.most);
  const wait = state === "ok" ? Math.min(...left.map((item) => item.not_before)) - now().getTime() : doubled;
  timer = setTimeout(send, Math.max(wait, pause) * (1 + Math.random()) / (state === "ok" ? 1 : 2) + 10);
};
