// The line about a talk and the promises made in it, kept as they are typed.
import * as queue from "../offline/queue.js";
import { draft, rescue } from "./drafts.js";

const SOON = 400; // milliseconds after the last letter
const FIELDS = ["text", "mine", "theirs"];

/** @param {HTMLFormElement} form @param {(key: string) => string} words */
export default (form, words) => {
  const said = form.querySelector("[data-saved]");
  const chips = [...form.querySelectorAll("[data-promise]")];
  let id = null;
  let saved = ""; // what the queue has of it already
  let timer;

  const values = () => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]));
  const hasWords = () => Object.values(values()).some(Boolean);

  const save = async () => {
    clearTimeout(timer);
    timer = null;
    if (!id || !hasWords()) return;
    const [mine, written] = [id, values()];
    if (JSON.stringify(written) === saved) return draft(mine, null);
    const kept = await queue.note(mine, written).catch(() => null);
    if (kept && mine === id) saved = JSON.stringify(written);
    if (kept && !timer) draft(mine, null);
    if (mine === id) said.textContent = words(kept ? "noted" : "note-not-kept");
  };

  const open = (chip, isOpen) => {
    chip.setAttribute("aria-expanded", isOpen);
    document.getElementById(chip.getAttribute("aria-controls")).hidden = !isOpen;
  };

  form.addEventListener("input", () => {
    draft(id, values());
    clearTimeout(timer);
    timer = setTimeout(save, SOON);
  });
  form.addEventListener("change", save);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
    document.activeElement.blur(); // the keyboard goes, and "Next" is seen
  });
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      const isOpen = chip.getAttribute("aria-expanded") === "false" || Boolean(form.elements[chip.dataset.promise].value.trim());
      open(chip, isOpen);
      if (isOpen) form.elements[chip.dataset.promise].focus();
    });
  }
  rescue(queue.note).catch(() => {}); // the page before this one was left in the middle of a word
  const leave = () => timer && save();
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden && leave());

  return {
    /** @param {object} item whose note it is from now on */
    begin: (item) => {
      id = item.id;
      for (const name of FIELDS) form.elements[name].value = item.note?.[name] ?? "";
      saved = JSON.stringify(values());
      for (const chip of chips) open(chip, Boolean(item.note?.[chip.dataset.promise]));
      said.textContent = words("only-you");
    },
    save,
    hasWords,
  };
};
