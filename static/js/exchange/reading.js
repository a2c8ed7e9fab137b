// What a text is that a camera read or a person typed. The order is that of FORMATS 4.5; the server's own reader for
// our codes is eventnet/exchange/livecode.py. Nothing is ever opened here.
import { mecard, vcard } from "./foreigncard.js";

const ADDRESS =
  /^(?:(?:https?:\/\/)?([a-z0-9.-]+)(?::[0-9]{1,5})?)?\/([bp])\/([0-9a-z-]{1,40})(?:\.[0-9a-z]{0,40})?\/?(?:\?[^#]*)?(?:#(.*))?$/is;
const CODE = /^[0-9A-HJKMNP-TV-Z]+$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:$|::|\/)/i;
const TICKET = [
  UUID, // alf.io
  /^[a-hjkmnp-z2-9]{8,64}$/, // a secret of pretix
  /^[0-9A-Za-z]{10}$/, // a pseudonym of pretix and eventyay
  /^[0-9A-Za-z_\-+/=.]{12,400}$/, // imported secrets of any shape; not a sentence, not "WIFI:..."
];
const TICKET_ADDRESS = /^https?:\/\/[^/?#]+\/t\/at\/[0-9a-f]{64}\/?$/i;

/**
 * @param {string} text
 * @param {string} host ours; ports do not matter
 * @returns {{kind: "ours"|"spoken"|"vcard"|"mecard"|"url"|"ticket"|"setup"|"unknown", code: string, badge?: string,
 *   signed?: string, card?: object}} code: what is sent (a fragment never is) · signed: the card in the fragment
 */
export const what = (text, host) => {
  const code = text.replace(/^\ufeff/, "").trim();
  return ours(code, host) ?? address(code) ?? json(code) ?? card(code) ?? typed(code) ?? ticket(code) ?? { kind: "unknown", code };
};

/** As the server cleans what somebody typed: upper case, no spaces and dashes, look-alikes mended. */
export const clean = (text) =>
  text.toUpperCase().replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, "").replace(/[IL]/g, "1").replace(/O/g, "0");

const ours = (code, host) => {
  const found = ADDRESS.exec(code);
  if (!found || (found[1] && found[1].toLowerCase() !== host.toLowerCase().split(":")[0])) return null;
  const badge = clean(found[3]);
  if (badge.length !== 16 || !CODE.test(badge)) return null;
  return { kind: "ours", code: code.split("#")[0], badge, signed: found[4] ?? "" };
};

const address = (code) => {
  if (!/^https?:\/\//i.test(code)) return null;
  return { kind: TICKET_ADDRESS.test(code) ? "ticket" : "url", code };
};

const json = (code) => {
  if (!code.startsWith("{")) return null;
  return { kind: kindOfObject(parsed(code)), code };
};

const parsed = (code) => {
  try {
    return JSON.parse(code);
  } catch {
    return {};
  }
};

/** Tickets of Indico (new and before 3.3) and eventyay; what sets up the apps of Indico and pretix. */
const kindOfObject = (said) => {
  if (Array.isArray(said.i) || said.checkin_secret || said.ticket || said.lead) return "ticket";
  return (said.event_id && said.server) || said.handshake_version ? "setup" : "unknown";
};

const card = (code) => {
  if (/^BEGIN:VCARD/i.test(code)) return { kind: "vcard", code, card: vcard(code) };
  return /^MECARD:/i.test(code) ? { kind: "mecard", code, card: mecard(code) } : null;
};

const typed = (code) => {
  const cleaned = clean(code.slice(0, 80));
  if (!CODE.test(cleaned)) return null;
  if (cleaned.length === 16) return { kind: "ours", code, badge: cleaned, signed: "" };
  return cleaned.length === 8 ? { kind: "spoken", code } : null;
};

const ticket = (code) => (TICKET.some((shape) => shape.test(code)) ? { kind: "ticket", code } : null);
