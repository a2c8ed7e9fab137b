// Cards of people without eventnet: vCard (RFC 2426, 6350 and what badge printers make of them) and MECARD. Read
// leniently: whatever line makes no sense is passed over. Kept nowhere; written only into the file that is saved.

/**
 * @typedef {{name: string, headline: string, organisation: string, emails: string[], phones: string[], links: string[],
 *   note: string}} ForeignCard
 */
const MOST = 200; // characters of a field
const MOST_OF_EACH = 5;

/** @param {string} text @returns {ForeignCard} */
export const vcard = (text) => {
  const lines = text.replace(/=\r?\n/g, "").replace(/\r?\n[ \t]/g, "").split(/[\r\n]+/).map(property).filter(Boolean);
  const all = (...names) => lines.filter((line) => names.includes(line.name)).map((line) => line.value);
  // eventyay writes the job title as a second ORG.
  const [organisation, second] = all("ORG");
  return cleaned({
    name: value(all("FN")[0]) || nameOf(all("N")[0]),
    headline: value(all("TITLE")[0] ?? all("ROLE")[0] ?? second),
    organisation: parts(organisation).filter(Boolean).join(", "),
    emails: all("EMAIL").map(value),
    phones: all("TEL").map(value),
    links: all("URL", "X-SOCIALPROFILE").map(value),
    note: value(all("NOTE")[0]),
  });
};

/** NTT DoCoMo's form: MECARD:N:Doe,Jane;TEL:...;; @param {string} text @returns {ForeignCard} */
export const mecard = (text) => {
  const lines = split(text.slice("MECARD:".length), ";").map((part) => /^([A-Z]+):(.*)$/is.exec(part.trim())).filter(Boolean);
  const all = (name) => lines.filter((line) => line[1].toUpperCase() === name).map((line) => line[2]);
  const [last = "", first = ""] = split(all("N")[0] ?? "", ",").map(plain);
  return cleaned({
    name: `${first} ${last}`,
    headline: plain(all("TITLE")[0]),
    organisation: plain(all("ORG")[0]),
    emails: all("EMAIL").map(plain),
    phones: all("TEL").map(plain),
    links: all("URL").map(plain),
    note: plain(all("NOTE")[0]),
  });
};

/** A vCard 3.0 (RFC 2426) of what was read, and of nothing else. @param {ForeignCard} card */
export const file = (card) => {
  const line = (name, text) => (text ? [`${name}:${escaped(text)}`] : []);
  const [first, ...rest] = (card.name || card.organisation || card.emails[0] || card.phones[0] || "?").split(" ").reverse();
  const lines = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    `N:${escaped(first)};${escaped(rest.reverse().join(" "))};;;`,
    `FN:${escaped([...rest, first].join(" "))}`,
    ...line("ORG", card.organisation),
    ...line("TITLE", card.headline),
    ...card.emails.flatMap((email) => line("EMAIL;TYPE=INTERNET", email)),
    ...card.phones.flatMap((phone) => line("TEL", phone)),
    ...card.links.flatMap((link) => line("URL", link)),
    ...line("NOTE", card.note),
    "END:VCARD",
  ];
  return new Blob([lines.join("\r\n") + "\r\n"], { type: "text/vcard;charset=utf-8" });
};

const property = (line) => {
  const found = /^(?:[\w-]+\.)?([\w-]+)((?:;[^:]*)?):(.*)$/.exec(line.trim());
  if (!found) return null;
  const [, name, parameters, value] = found;
  return { name: name.toUpperCase(), value: /QUOTED-PRINTABLE/i.test(parameters) ? unquoted(value) : value };
};

const unquoted = (value) => {
  try {
    return decodeURIComponent(value.replace(/%/g, "%25").replace(/=([0-9A-F]{2})/gi, "%$1"));
  } catch {
    return value;
  }
};

const split = (text, at) => text.match(new RegExp(`(?:\\\\.|[^\\\\${at}])+|(?<=${at}|^)(?=${at})`, "gs")) ?? [];
const plain = (text = "") => text.replace(/\\n/gi, "\n").replace(/\\(.)/gs, "$1");
const value = plain;
const parts = (text = "") => split(text, ";").map(plain);
const escaped = (text) => text.replace(/[\\,;]/g, "\\$&").replace(/\n/g, "\\n");

const nameOf = (text) => {
  const [last = "", first = ""] = parts(text);
  return `${first} ${last}`;
};

/** One line each, nothing that cannot be seen, links that are links. */
const cleaned = (card) => {
  const one = (text) => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim().slice(0, MOST);
  const many = (list, is) => [...new Set(list.map(one))].filter((text) => is.test(text)).slice(0, MOST_OF_EACH);
  return {
    name: one(card.name),
    headline: one(card.headline),
    organisation: one(card.organisation),
    emails: many(card.emails, /^\S+@\S+$/),
    phones: many(card.phones.map((phone) => phone.replace(/^tel:/i, "")), /[0-9]{3}/),
    links: many(card.links, /^https?:\/\/\S+$/i),
    note: one(card.note),
  };
};
