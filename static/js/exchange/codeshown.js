// What the Code page shows at this moment, from what this phone keeps: no network is asked.
import { isSignedOut, me as kept } from "../offline/person.js";
import { proof, spoken } from "./livecode.js";
import { svg } from "./qr.js";
import { shorter } from "./vcardshort.js";

/** @typedef {"code"|"revoked"|"paused"|"none"|"signed-out"|"nobody"} Kind
 * none: at no event yet; nobody: this phone knows nobody (or not yet the one whose page the server has sent) */

/** @param {{person: string, event: string|null}} asked whose page it is ("" in the shell: whoever is here), which event
 * @returns {Promise<{kind: Kind, me?: object, attendance?: object, others?: object[]}>} */
export const look = async ({ person, event }) => {
  const me = await kept();
  if (!me || (person && me.person !== person)) return { kind: "nobody" };
  if (await isSignedOut()) return { kind: "signed-out", me };
  const attendance = me.attendances.find((one) => one.event.slug === event) ?? me.attendances[0];
  if (!attendance) return { kind: "none", me };
  const others = me.attendances.filter((one) => one !== attendance);
  const kind = attendance.paused ? "paused" : attendance.revoked ? "revoked" : "code";
  return { kind, me, attendance, others };
};

/** The live code with the signed card. What does not fit a version 13 is left off in this order: first the card; then
 * the higher correction. @param {string} address of live codes, upper case, ends with "/P/" */
export const livePicture = async (address, { badge, live_key, signed_card }, date) => {
  const live = `${address}${badge}.${await proof(bytesOf(live_key), badge, date)}`;
  const withCard = signed_card ? [[`${live}#${signed_card}`, "M"]] : [];
  return drawn([...withCard, [live, "Q"], [live, "M"]]);
};

/** Handle and proof, four and four. */
export const spokenCode = async ({ handle, badge, live_key }, date) =>
  `${handle} ${await spoken(bytesOf(live_key), badge, date)}`;

/** My card for phones without eventnet. */
export const cardPicture = ({ vcard }) => drawn([...shorter(vcard)].map((text) => [text, "M"]));

/** The first that can be drawn; null if none can. */
const drawn = (texts) => {
  for (const [text, level] of texts) {
    try {
      return svg(text, level);
    } catch {
      // too long for the largest picture
    }
  }
  return null;
};

const bytesOf = (base64url) =>
  Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
