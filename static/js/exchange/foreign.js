// What was read and is no code of ours: shown as it is, never opened. A paper card becomes a file if somebody wants it.
import { file } from "./foreigncard.js";

const WORDS = { url: "url", setup: "setup", unknown: "unknown" };

/** @param {HTMLElement} panel @param {(key: string, values?: object) => string} words */
export default (panel, words) => {
  const at = (name) => panel.querySelector(`[data-${name}]`);
  const [save, copy, give] = ["save", "copy", "give"].map(at);
  const heading = at("foreign-title");
  let shown = null;
  let address;

  const show = (title, { text = "", line = "", organisation = "", says = "", buttons = [] }) => {
    heading.textContent = title;
    at("foreign-line").textContent = line;
    at("foreign-organisation").textContent = organisation;
    at("foreign-words").textContent = says;
    at("foreign-text").textContent = text;
    at("foreign-text").hidden = !text;
    for (const button of [save, copy, give]) button.hidden = !buttons.includes(button);
    copy.lastElementChild.textContent = copy.dataset.words ??= copy.lastElementChild.textContent;
    panel.hidden = false;
    heading.focus({ preventScroll: true });
    return title;
  };

  const contact = (card) => {
    const name = card.name || card.organisation || words("nameless");
    const text = [...card.phones, ...card.emails, ...card.links, card.note].filter(Boolean).join("\n");
    const says = words("contact", { name });
    return show(name, { line: card.headline, organisation: card.name ? card.organisation : "", text, says, buttons: [save] });
  };

  save.addEventListener("click", () => {
    const link = document.createElement("a");
    URL.revokeObjectURL(address);
    link.href = address = URL.createObjectURL(file(shown.card));
    link.download = `${shown.card.name.replace(/[^\p{L}\p{N} -]/gu, "").trim() || "contact"}.vcf`;
    link.click();
  });
  copy.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(shown.code).catch(() => {});
    copy.lastElementChild.textContent = words("copied");
  });

  return {
    /** @param {object} read of reading.js @returns {string} what it is, for those who do not see it */
    show: (read) => {
      shown = read;
      if (read.card) return contact(read.card);
      const key = WORDS[read.kind] ?? "unknown";
      return show(words(key), { text: read.code.slice(0, 2000), says: words(`${key}-text`), buttons: key === "setup" ? [] : [copy] });
    },
    /** A code of ours that the phone's own camera opened without a network. */
    offer: (card) =>
      show(card?.name ?? words("found"), { line: card?.headline, organisation: card?.organisation, says: words("found-text"), buttons: [give] }),
    hide: () => (panel.hidden = true),
    give,
  };
};
