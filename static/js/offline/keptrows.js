// Rows of the page "On this phone". All words stand in the page.

const row = () => document.querySelector("#kept-row").content.cloneNode(true).firstElementChild;

/** @param {string} key @param {Record<string, string>} [values] for `{name}` in the words */
export const words = (key, values = {}) => {
  const found = document.querySelector("#kept-words").content.querySelector(`[data-key="${key}"]`).textContent;
  return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => value), found);
};

/** @param {object} contact @param {string} address of its page, which needs the network */
export const contactRow = (contact, address) => {
  const promised = (contact.promises ?? []).map(({ direction, text }) => words(direction, { words: text }));
  const made = filled(contact.name, aboutOf(contact), [contact.note, ...promised]);
  const link = made.querySelector("a");
  link.href = address;
  link.classList.add("row-link");
  return made;
};

/** @param {import("./queue.js").Item} item @param {(item: object, name: string) => void} [drop] */
export const scanRow = (item, drop) => {
  const name = item.card?.name || words("code");
  const signed = item.verified ? words("signed", { event: item.verified }) : "";
  const about = [when(item.scanned_at), item.card ? aboutOf(item.card) : item.code, signed];
  const { text, mine, theirs } = item.note ?? {};
  const noted = [text, mine && words("mine", { words: mine }), theirs && words("theirs", { words: theirs })];
  const made = filled(name, about.filter(Boolean).join(" · "), noted);
  if (!item.card?.name) made.querySelector(".face").replaceChildren(nobody());
  made.querySelector(".row-reason").textContent = item.reason;
  if (drop) made.append(dropButton(() => drop(item, name)));
  return made;
};

/** A code whose card is not known yet: its picture instead of a first letter. */
const nobody = () => document.querySelector("#kept-code").content.cloneNode(true);

const filled = (name, about, lines) => {
  const made = row();
  made.querySelector(".face").textContent = Array.from(name)[0]?.toUpperCase() ?? "";
  made.querySelector(".row-title").textContent = name;
  made.querySelector(".row-sub").textContent = about;
  made.querySelector(".row-note").textContent = lines.filter(Boolean).join("\n");
  return made;
};

const aboutOf = ({ headline, organisation }) => [headline, organisation].filter(Boolean).join(", ");

const when = (moment) => {
  const date = new Date(moment);
  const isToday = date.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { weekday: "short", day: "numeric", month: "short" };
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  return date.toLocaleString(language, { ...day, hour: "2-digit", minute: "2-digit", hour12: false });
};

const dropButton = (drop) => {
  const end = document.createElement("div");
  const button = document.createElement("button");
  end.className = "row-end";
  button.type = "button";
  button.className = "button button-quiet button-small";
  button.textContent = words("drop");
  button.addEventListener("click", drop);
  end.append(button);
  return end;
};
