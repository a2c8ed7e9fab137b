// Somebody was scanned: both badges, what came of it, one line to write. At first what the code itself said, then what
// the server answers.
import { me } from "../offline/person.js";
import { signals } from "../offline/signals.js";
import noting from "./noting.js";
import { nameOf } from "./today.js";

const MET = new Set(["given", "requested"]);
const FIELDS = ["name", "headline", "organisation"];
const STATES = new Set(["signed-out", "portal", "other-person"]);

/** @param {HTMLElement} panel @param {(key: string, values?: object) => string} words
 * @param {{contact: string, say: (text: string) => void}} page contact: the address of a contact named CODE */
export default (panel, words, { contact, say }) => {
  const at = (name) => panel.querySelector(`[data-${name}]`);
  const note = noting(at("note"), words);
  let shown = null;
  let state = "";

  const show = (item) => {
    shown = item;
    state = "";
    note.begin(item);
    drawMine();
    panel.hidden = false;
    draw();
    at("outcome").focus({ preventScroll: true });
  };

  const draw = () => {
    const { result } = shown;
    const isNo = Boolean(result) && !MET.has(result.outcome) && result.outcome !== "retry";
    const isKept = !isNo && (!result || result.outcome === "retry") && state !== "";
    panel.classList.toggle("is-no", isNo);
    panel.classList.toggle("is-kept", isKept);
    drawTheirs(isNo);
    at("outcome").lastElementChild.textContent = headline(isKept);
    mark("signed", !result && shown.verified ? words("signed", { event: shown.verified }) : "");
    mark("unverified", !result && shown.card && !shown.verified ? words("unverified") : "");
    mark("kept", isKept ? keptWords() : "");
    at("note").hidden = isNo && !note.hasWords();
    drawLink(result);
    say([headline(isKept), ...[...panel.querySelectorAll(".met-mark:not([hidden])")].map((each) => each.textContent)].join(" "));
  };

  const headline = (isKept) => {
    if (shown.result && shown.result.outcome !== "retry") return shown.result.words;
    return isKept ? words("kept") : words("scanned");
  };

  const keptWords = () => {
    if (shown.reason) return shown.reason;
    if (STATES.has(state)) return words(state);
    return words(shown.card ? "kept-card" : "kept-name");
  };

  const drawTheirs = (isNo) => {
    const card = shown.result?.card ?? shown.card;
    for (const field of FIELDS) panel.querySelector(`[data-their="${field}"]`).textContent = card?.[field] ?? (field === "name" ? "…" : "");
    const badge = at("theirs-badge");
    badge.classList.toggle("badge-waiting", !card);
    at("pair").hidden = isNo && !card;
    if (badge.dataset.of === (card?.name ?? "")) return;
    badge.dataset.of = card?.name ?? "";
    badge.replaceWith(badge.cloneNode(true)); // a card that comes now slides in now
  };

  const drawMine = async () => {
    const card = (await me().catch(() => null))?.card;
    for (const field of FIELDS) panel.querySelector(`[data-my="${field}"]`).textContent = card?.[field] ?? "";
    if (!card) panel.querySelector('[data-my="name"]').textContent = words("me");
  };

  const drawLink = (result) => {
    const link = at("open");
    link.hidden = !result?.contact;
    if (link.hidden) return link.removeAttribute("href");
    link.href = contact.replace("CODE", result.contact);
    link.textContent = words("open", { name: nameOf(shown) });
  };

  const mark = (kind, text) => {
    const line = panel.querySelector(`[data-mark="${kind}"]`);
    line.hidden = !text;
    line.lastElementChild.textContent = text;
  };

  signals.addEventListener("answered", ({ detail: { item, result } }) => {
    if (panel.hidden || item.id !== shown?.id) return;
    shown = { ...shown, result };
    draw();
  });

  return {
    show,
    /** No answer so far, and why: "offline", "signed-out", "portal", ... @param {object|undefined} current as it waits now */
    waits: (why, current) => {
      if (panel.hidden || shown.result) return;
      shown = { ...shown, reason: current?.reason ?? "" };
      state = why;
      draw();
    },
    shows: (id) => !panel.hidden && shown?.id === id,
    hide: async () => {
      panel.hidden = true;
      await note.save();
    },
  };
};
