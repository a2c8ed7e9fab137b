// Scans that no server has answered yet. Each has its id from the moment it is read, and stays until an answer names it.

import { now } from "./clock.js";
import { asked, of, within } from "./database.js";
import { whoIsHere } from "./person.js";
import { tell, tellHere } from "./signals.js";

const FIELDS = ["text", "mine", "theirs"];

/**
 * @typedef {object} Note what the person wrote down, what they promised, what they were promised
 * @property {string} [text]
 * @property {string} [mine]
 * @property {string} [theirs]
 * @property {string} written_at RFC 3339
 *
 * @typedef {object} Item
 * @property {string} id UUID
 * @property {string} code what was read
 * @property {string} scanned_at RFC 3339, by the server's clock
 * @property {{name: string, headline: string, organisation: string}} [card] what the code itself said
 * @property {string} verified the event that signed the card, or ""
 * @property {Note|null} note
 * @property {number} revision counts up with each change, so that what changed while it was sent is sent again
 * @property {"waiting"|"aside"} state aside: the server cannot take it; it blocks no other
 * @property {string} reason words of the server, in the person's language
 * @property {number} not_before milliseconds since 1970: not to be sent earlier
 */

/**
 * Keep a scan. Resolves only when it is on the disk; rejects (say, with "QuotaExceededError") when it is not kept.
 * @param {{code: string, card?: object, verified?: string}} scan
 * @returns {Promise<Item>}
 */
export const add = async ({ code, card, verified = "" }) => {
  const item = { id: newId(), code, scanned_at: now().toISOString(), verified, note: null, revision: 1 };
  const kept = { ...item, ...(card && { card }), state: "waiting", reason: "", not_before: 0 };
  await write(await somebody(), (queue) => asked(queue.add(kept)).then(() => kept));
  changed();
  return kept;
};

/**
 * Write something down with a scan, field by field: an empty field never erases a written one. A scan that was answered
 * already goes into the queue again, under the same id.
 * @param {string} id
 * @param {{text?: string, mine?: string, theirs?: string}} fields
 * @returns {Promise<Item|null>} null: no such scan (any more)
 */
export const note = async (id, fields) => {
  const person = await somebody();
  const item = await within(of(person), ["queue", "answered"], "readwrite", async (queue, answered) => {
    const found = (await asked(queue.get(id))) ?? again(await asked(answered.get(id)));
    const merged = found && withNote(found, fields);
    if (merged && merged !== found) await asked(queue.put(merged));
    return merged ?? null;
  });
  if (item) changed();
  return item;
};

/** @returns {Promise<Item[]>} what is still to be sent, the oldest first */
export const waiting = () => all("waiting");

/** @returns {Promise<Item[]>} what the server could not take, with its reason */
export const setAside = () => all("aside");

/** @returns {Promise<object[]>} the last scans that were answered, the newest first: items with {result, answered_at} */
export const answered = async () => {
  const person = await whoIsHere();
  if (!person) return [];
  const items = await within(of(person), ["answered"], "readonly", (store) => asked(store.getAll()));
  return items.sort((one, other) => (one.answered_at < other.answered_at ? 1 : -1));
};

/** Take a scan out for good, because the person says so. @param {string} id */
export const remove = async (id) => {
  await write(await somebody(), (queue) => asked(queue.delete(id)));
  tell("queue");
};

/** The scan as POST /api/v1/scans takes it. @param {Item} item */
export const asScan = ({ id, code, scanned_at, note }) => ({ id, code, scanned_at, ...(note && { note }) });

/** @param {string} person @param {(queue: IDBObjectStore) => Promise<*>} work */
const write = (person, work) => within(of(person), ["queue"], "readwrite", work);

const all = async (state) => {
  const person = await whoIsHere();
  return person ? (await everything(person)).filter((item) => item.state === state) : [];
};

/** @param {string} person @returns {Promise<Item[]>} the whole queue of this person, the oldest first */
export const everything = async (person) => {
  const items = await within(of(person), ["queue"], "readonly", (queue) => asked(queue.getAll()));
  return items.sort((one, other) => (one.scanned_at < other.scanned_at ? -1 : 1));
};

const somebody = async () => {
  const person = await whoIsHere();
  if (!person) throw new DOMException("Nobody has signed in on this phone.", "NotAllowedError");
  return person;
};

const again = (item) => item && { ...item, result: undefined, answered_at: undefined };

const withNote = (item, fields) => {
  const written = FIELDS.map((name) => [name, fields[name]?.trim()]).filter(([, words]) => words);
  if (written.every(([name, words]) => item.note?.[name] === words)) return item;
  const note = { ...item.note, ...Object.fromEntries(written), written_at: after(item.note?.written_at) };
  return { ...item, note, revision: item.revision + 1, state: "waiting" };
};

/** Now, but never before what was written last: a clock that was put right may have gone back. */
const after = (last) => new Date(Math.max(now().getTime(), last ? Date.parse(last) + 1 : 0)).toISOString();

const changed = () => {
  tell("queue");
  tellHere();
};

/** randomUUID is missing in older browsers and outside secure contexts. */
const newId = () => crypto.randomUUID?.() ?? uuidOf(crypto.getRandomValues(new Uint8Array(16)));

const uuidOf = (bytes) => {
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
};
