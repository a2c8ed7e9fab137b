// What every page of somebody who is signed in starts in the background, and every page that the phone keeps.

import "./install.js";
import { arrive, isSignedOut, refresh, whoIsHere } from "./person.js";
import * as sync from "./sync.js";

const ASKED = "eventnet asked to stay";

export const start = async () => {
  work();
  sayWhere();
  try {
    await settle(document.body.dataset.person);
    stay();
  } catch {
    // A browser that keeps nothing, as private windows do: everything works, with a network.
  }
};

/** @param {string} person whom the server sees; "" on a page that the phone keeps */
const settle = async (person) => {
  if (person && person !== (await whoIsHere())) await arrive(person); // before anything of the former one is shown
  sync.start();
  await refresh();
  if (!person && !(await whoIsHere()) && (await isSignedOut())) location.replace("/sign-in"); // nobody's phone
};

/** The worker: registered, told which language people read, and sent for the reader of codes when all is quiet. */
const work = async () => {
  if (!navigator.serviceWorker) return;
  try {
    if (!(await navigator.serviceWorker.register("/sw.js"))) return;
  } catch {
    return; // no secure address, or a browser that allows none: everything works, with a network
  }
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ do: "language", language: document.documentElement.lang });
  (globalThis.requestIdleCallback ?? setTimeout)(() => active.postMessage({ do: "warm" }));
};

/** Which zone this browser is in, unless the server knows, or the person has chosen one. */
const sayWhere = async () => {
  const known = document.body.dataset.zone;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const token = document.querySelector("[name=csrf_token]")?.value;
  if (known === undefined || known === timeZone || !token) return;
  await fetch("/profile/zone/guess", {
    method: "POST", body: new URLSearchParams({ csrf_token: token, zone: timeZone }),
  }).catch(() => {}); // the next page says it again
};

/** Asked once: a browser may clear away what is kept here, unless it was told not to. */
const stay = async () => {
  try {
    if (localStorage.getItem(ASKED) || (await navigator.storage.persisted())) return;
    localStorage.setItem(ASKED, "yes");
    await navigator.storage.persist();
  } catch {
    // It may still stay.
  }
};
