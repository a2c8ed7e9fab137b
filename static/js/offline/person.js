// Who uses this phone. All that is personal is in that person's own database; another one's queue is never read.

import { asked, drop, of, within } from "./database.js";
import { ask } from "./network.js";
import * as contacts from "./contacts.js";
import { tell } from "./signals.js";

const HERE = "eventnet";

/** @returns {Promise<string|null>} the person code of who was signed in here last */
export const whoIsHere = () => recall("person").then((code) => code ?? null);

/** @returns {Promise<object|null>} the last answer of /api/v1/me, with saved_at (ISO); null if there was none */
export const me = async () => {
  const code = await whoIsHere();
  return code ? ((await kept(code))?.value ?? null) : null;
};

/** @returns {Promise<boolean>} whether the last answer said that nobody is signed in */
export const isSignedOut = async () => (await recall("signed-out")) === true;

/** @param {boolean} yes */
export const signedOut = async (yes) => {
  if ((await isSignedOut()) === yes) return;
  await remember("signed-out", yes);
  tell("person", await whoIsHere());
};

let latest = Promise.resolve();

/**
 * Ask the server who is signed in, and keep the answer and the contacts. One question after the other, so that no answer
 * of before overtakes the news that somebody is signed out.
 * @returns {Promise<object|null>} Me; null if there was no answer or nobody is signed in
 */
export const refresh = () => (latest = latest.then(look, look));

const look = async () => {
  const code = await whoIsHere();
  const last = code ? await kept(code) : null;
  const headers = last?.etag ? { "If-None-Match": last.etag } : {};
  const answer = await ask("/api/v1/me", (data) => typeof data.person === "string", { headers });
  if (answer.from !== "ours") return null;
  await signedOut(answer.status === 401);
  if (answer.status === 304) return unchanged(code, last);
  if (answer.status !== 200) return null;
  const me = { ...answer.data, saved_at: new Date().toISOString() };
  await arrive(me.person, me.formerly ?? []);
  const record = { key: "me", value: me, etag: answer.response.headers.get("ETag") ?? "" };
  await within(of(me.person), ["me"], "readwrite", (store) => asked(store.put(record)));
  tell("person", me.person);
  await contacts.refresh(me.person);
  return me;
};

/**
 * This person is here now. What the former one had is wiped, apart from the queue, which waits for their return, unless
 * the two are one person by now: then it moves.
 * @param {string} code
 * @param {string[]} [formerly] codes that this person had before
 */
export const arrive = async (code, formerly = []) => {
  const known = (await recall("people")) ?? [];
  const former = known.filter((other) => other !== code);
  if (!known.includes(code)) await remember("people", [...known, code]);
  for (const other of former) {
    if (formerly.includes(other)) await moveQueue(other, code);
    else await wipe(other);
  }
  if ((await whoIsHere()) !== code) await remember("person", code);
};

/**
 * Forget everything that eventnet keeps in this browser: databases, caches, the clock. What somebody before has scanned
 * here and not sent is not this person's to drop: it stays, unread, until they are back.
 * @returns {Promise<boolean>} whether nothing at all is left
 */
export const forget = async () => {
  const here = await whoIsHere().catch(() => null);
  const known = (await recall("people").catch(() => null)) ?? [];
  const others = known.filter((code) => code !== here);
  const unsent = (await Promise.all(others.map(queued))).flatMap((count, index) => (count ? [others[index]] : []));
  const found = (await indexedDB.databases?.().catch(() => [])) ?? [];
  await drop(HERE);
  const names = new Set([...known.map(of), ...found.map(({ name }) => name).filter((name) => /^eventnet( |$)/.test(name))]);
  for (const name of names) if (name !== HERE && !unsent.map(of).includes(name)) await drop(name);
  if (unsent.length) await remember("people", unsent);
  for (const name of (await globalThis.caches?.keys()) ?? []) if (name.startsWith("eventnet-")) await caches.delete(name);
  for (const name of Object.keys(localStorage)) if (name.startsWith("eventnet")) localStorage.removeItem(name);
  tell("person", null);
  tell("queue");
  return unsent.length === 0;
};

const queued = (code) => within(of(code), ["queue"], "readonly", (queue) => asked(queue.count()));

const unchanged = async (code, last) => {
  await contacts.refresh(code);
  return last.value;
};

const kept = (code) => within(of(code), ["me"], "readonly", (store) => asked(store.get("me")));

const recall = (key) =>
  within(HERE, ["here"], "readonly", (here) => asked(here.get(key))).then((record) => record?.value);

const remember = (key, value) => within(HERE, ["here"], "readwrite", (here) => asked(here.put({ key, value })));

const wipe = (code) =>
  within(of(code), ["me", "contacts", "answered"], "readwrite", (...stores) =>
    Promise.all(stores.map((store) => asked(store.clear()))),
  );

/** First into the new place, then out of the old one: a crash between the two leaves it twice, under the same ids. */
const moveQueue = async (from, to) => {
  const items = await within(of(from), ["queue"], "readonly", (queue) => asked(queue.getAll()));
  await within(of(to), ["queue"], "readwrite", async (queue) => {
    const there = new Set(await asked(queue.getAllKeys()));
    for (const item of items) if (!there.has(item.id)) queue.put(item);
  });
  await drop(of(from));
  await remember("people", ((await recall("people")) ?? []).filter((code) => code !== from));
};
