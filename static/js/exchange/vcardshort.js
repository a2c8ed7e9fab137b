// A vCard 3.0 (RFC 2426) for a QR code: whole first, then without one more kind of line each time.
const ALWAYS_OUT = ["UID", "REV", "PHOTO", "CATEGORIES", "X-ABLABEL", "X-SOCIALPROFILE"]; // for files, not for cameras
const IN_THIS_ORDER = ["NOTE", "URL", "TITLE", "ORG", "TEL"]; // name and e-mail stay
const NAMES = [60, 40, 20]; // characters, where even they are too long

/** @param {string} vcard @returns {Generator<string>} the longest first */
export function* shorter(vcard) {
  let lines = unfolded(vcard).filter((line) => !ALWAYS_OUT.includes(kind(line))).map(plain);
  yield lines.join("\n");
  for (const out of IN_THIS_ORDER) {
    if (!lines.some((line) => kind(line) === out)) continue;
    lines = lines.filter((line) => kind(line) !== out);
    yield lines.join("\n");
  }
  for (const most of NAMES) yield lines.map((line) => cut(line, most)).join("\n");
}

const unfolded = (vcard) => vcard.replace(/\r?\n[ \t]/g, "").split(/\r?\n/).filter(Boolean);

/** "item1.URL:https://..." is a URL, "EMAIL;TYPE=INTERNET:..." an EMAIL. */
const kind = (line) => /^(?:[^.:;]+\.)?([^:;]+)/.exec(line)[1].toUpperCase();

/** Without the group, which only named the label. */
const plain = (line) => line.replace(/^item\d+\./i, "");

const cut = (line, most) => {
  const [field] = line.split(":", 1);
  const long = kind(line) === "FN" || kind(line) === "N";
  if (!long || line.length <= most) return line;
  const value = [...line.slice(field.length + 1)].slice(0, most).join("").replace(/\\$/, "");
  return `${field}:${value}`;
};
