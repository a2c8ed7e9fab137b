// What an answer does to the queue. Only a last word that names a scan takes it out.

import { now } from "./clock.js";
import { asked, of, within } from "./database.js";

const LAST_WORDS = new Set(["given", "requested", "refused", "unknown", "self"]);
const MOST_ANSWERED = 200;
const TRIES = 3;
const SOON = 60; // seconds, when an answer asks to wait and does not say how long
const DAY = 86_400;

/**
 * @param {string} person
 * @param {import("./queue.js").Item[]} sent as they were when they were sent
 * @param {object[]} results of the server
 * @returns {Promise<{named: number, answers: {item: object, result: object}[]}>}
 */
export const settle = (person, sent, results) => {
  const words = new Map(results.map((result) => [result?.id, result]));
  const named = sent.filter((item) => words.has(item.id));
  return within(of(person), ["queue", "answered", "contacts"], "readwrite", async (queue, answered, contacts) => {
    const answers = [];
    for (const item of named) {
      const result = words.get(item.id);
      const current = await asked(queue.get(item.id));
      if (!current) continue; // taken out by the person meanwhile
      const changed = current.revision !== item.revision;
      if (!LAST_WORDS.has(result.outcome)) {
        queue.put(unanswered(current, result, changed));
        continue;
      }
      if (!changed) queue.delete(item.id);
      answered.put({ ...current, result, answered_at: now().toISOString() });
      if (result.contact && result.card) await befriend(contacts, current, result);
      answers.push({ item: current, result });
    }
    await trim(answered);
    return { named: named.length, answers };
  });
};

/**
 * The server fails at this one scan while it is well otherwise: try again later, in the end set it aside.
 * @param {string} person @param {import("./queue.js").Item} item @param {string} reason @param {boolean} forGood
 */
export const failed = (person, item, reason, forGood) =>
  within(of(person), ["queue"], "readwrite", async (queue) => {
    const current = await asked(queue.get(item.id));
    if (!current || current.revision !== item.revision) return;
    const tries = (current.tries ?? 0) + 1;
    const state = forGood || tries >= TRIES ? "aside" : "waiting";
    queue.put({ ...current, tries, state, reason, not_before: later(SOON * tries) });
  });

const unanswered = (current, result, changed) => {
  if (result.outcome === "invalid") return changed ? current : { ...current, state: "aside", reason: result.words ?? "" };
  return { ...current, reason: result.words ?? "", not_before: later(result.retry_after ?? SOON) };
};

const later = (seconds) => now().getTime() + Math.min(Math.max(Number(seconds) || SOON, 1), DAY) * 1000;

/** The card that came with the answer can be read at once, also when the network goes again. */
const befriend = async (contacts, item, { contact: code, card }) => {
  const known = await asked(contacts.get(code));
  const first = { note: item.note?.text ?? "", promises: [], event: item.verified, met_at: item.scanned_at };
  contacts.put({ ...first, ...known, code, ...card });
};

const trim = async (answered) => {
  if ((await asked(answered.count())) <= MOST_ANSWERED + 20) return;
  const all = await asked(answered.getAll());
  all.sort((one, other) => (one.answered_at < other.answered_at ? 1 : -1));
  for (const { id } of all.slice(MOST_ANSWERED)) answered.delete(id);
};
