// The last scans of today, answered or still waiting. A tap opens one again, also without a network.
import { now } from "../offline/clock.js";
import * as queue from "../offline/queue.js";
import { signals } from "../offline/signals.js";

const MOST = 12;

/** @param {HTMLElement} section @param {(key: string) => string} words @param {(item: object) => void} open */
export default (section, words, open) => {
  const list = section.querySelector("[data-today-list]");
  const row = document.getElementById("scanned-row").content.firstElementChild;
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
  let asked = 0;

  const draw = async () => {
    const mine = ++asked;
    const items = await today();
    if (mine !== asked) return;
    list.replaceChildren(...items.map(one));
    section.hidden = items.length === 0;
  };

  const one = (item) => {
    const drawn = row.cloneNode(true);
    const name = nameOf(item) || words("somebody");
    const button = drawn.querySelector("button");
    drawn.querySelector(".face").textContent = nameOf(item).slice(0, 1).toUpperCase() || "?";
    button.textContent = name;
    button.addEventListener("click", () => open(item));
    drawn.querySelector(".row-mark").hidden = Boolean(item.result);
    drawn.querySelector(".row-sub").textContent = `${clock.format(new Date(item.scanned_at))} · ${said(item)}`;
    return drawn;
  };

  const said = ({ result, note, reason }) => note?.text || result?.words || reason || words("waiting");

  for (const name of ["queue", "answered", "person"]) signals.addEventListener(name, draw);
  draw();
};

/** The name as the server said it, else as the code did. */
export const nameOf = (item) => item.result?.card?.name ?? item.card?.name ?? "";

/** What waits with a new note was answered before: it stands in both lists and is shown once. */
const today = async () => {
  const lists = await Promise.all([queue.answered(), queue.setAside(), queue.waiting()]).catch(() => []);
  const items = new Map();
  for (const item of lists.flat()) items.set(item.id, { ...item, result: item.result ?? items.get(item.id)?.result });
  const day = now().toDateString();
  const recent = [...items.values()].filter((item) => new Date(item.scanned_at).toDateString() === day);
  return recent.sort((one, other) => (one.scanned_at < other.scanned_at ? 1 : -1)).slice(0, MOST);
};
