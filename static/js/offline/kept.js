// The page "On this phone": contacts, what waits, what was set aside, and how things stand. Bound by behaviours/kept.js.

import { whileSeen } from "../asking.js";
import * as contacts from "./contacts.js";
import { ask } from "./network.js";
import { isSignedOut, whoIsHere } from "./person.js";
import { remove, setAside, waiting } from "./queue.js";
import { contactRow, scanRow, words } from "./keptrows.js";
import { save } from "./saving.js";
import { signals } from "./signals.js";
import { send } from "./sync.js";

const OFTEN = 5000; // milliseconds until the wanted page is tried again
const MANY = 8; // contacts, from which on one searches

export default async (page) => {
  const part = (name) => page.querySelector(`[data-part="${name}"]`);
  const list = (name, rows) => {
    part(name).hidden = rows.length === 0;
    part(name).querySelector("[data-list]").replaceChildren(...rows);
  };
  const instead = location.pathname !== page.dataset.page; // this page stands in for another that needs the network
  let trouble = "";

  const state = async () => {
    const shown = new Set(instead ? ["elsewhere"] : location.search === "?unsent" ? ["unsent"] : []);
    if (await isSignedOut()) shown.add("signed-out");
    else if (trouble === "portal" || trouble === "other-person") shown.add(trouble);
    else if (!shown.size && (trouble === "offline" || !navigator.onLine)) shown.add("offline");
    for (const notice of page.querySelectorAll("[data-state]")) notice.hidden = !shown.has(notice.dataset.state);
  };

  const scans = async () => {
    const [wait, aside] = [await waiting(), await setAside()];
    list("waiting", wait.map((item) => scanRow(item)));
    list("aside", aside.map((item) => scanRow(item, drop)));
    page.querySelector("[data-rescue-here]").hidden = wait.length > 0;
    return wait.length + aside.length;
  };

  const people = async () => {
    const found = await contacts.all(await whoIsHere());
    const wanted = page.querySelector("#kept-find").value.trim().toLowerCase();
    const has = ({ name, headline, organisation, note }) =>
      [name, headline, organisation, note].join(" ").toLowerCase().includes(wanted);
    const address = (contact) => page.dataset.contact.replace("CODE", contact.code);
    const isAskedFor = (contact) => location.pathname === address(contact);
    const shown = found.filter(has).sort((one, other) => isAskedFor(other) - isAskedFor(one));
    page.querySelector("[data-find]").hidden = found.length < MANY;
    list("contacts", shown.map((contact) => contactRow(contact, address(contact))));
    part("contacts").hidden = found.length === 0;
    return found.length;
  };

  const show = async () => {
    const [scanned, met] = [await scans(), await people()];
    part("sent").hidden = scanned > 0 || met === 0;
    part("nothing").hidden = scanned + met > 0;
    await state();
  };

  const drop = async (item, name) => {
    const dialog = page.querySelector("[data-drop]");
    dialog.querySelector("[data-what]").textContent = name;
    dialog.returnValue = "";
    dialog.onclose = () => dialog.returnValue === "drop" && remove(item.id);
    dialog.showModal();
  };

  const sendNow = async ({ currentTarget: button }) => {
    button.disabled = true;
    const { state, left } = await send();
    button.disabled = false;
    page.querySelector("[data-said]").textContent = left && state !== "ok" ? words("kept") : "";
  };

  page.querySelector("[data-send]").addEventListener("click", sendNow);
  page.querySelector("[data-again]").addEventListener("click", () => location.reload());
  page.querySelector("#kept-find").addEventListener("input", people);
  for (const button of page.querySelectorAll("[data-rescue]")) button.addEventListener("click", save);
  for (const name of ["queue", "person", "answered"]) signals.addEventListener(name, show);
  signals.addEventListener("state", ({ detail }) => {
    trouble = detail.state;
    state();
  });
  addEventListener("offline", state);
  addEventListener("online", state);
  if (instead) waitForTheServer();
  await show().catch(() => (part("nothing").hidden = false)); // a private window keeps nothing
};

/** The wanted page comes by itself once our own server answers; "online" is said of any Wi-Fi, and often too early. */
const waitForTheServer = () => {
  const look = async () => {
    const { from } = await ask("/api/v1/me", (data) => typeof data.person === "string");
    if (from !== "ours") return OFTEN;
    location.reload();
    return null;
  };
  addEventListener("online", look);
  whileSeen(look, { first: OFTEN, seldom: OFTEN });
};
