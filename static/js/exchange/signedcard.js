// The card in the fragment of a live code, signed by its event, so that a phone without a network can believe it.
//   base32( 01 | key number, 2 B big endian | expiry, 4 B unix seconds | name 1F headline 1F organisation, UTF-8
//           | ES256 signature, 64 B r||s ), signed: "eventnet card 1" | badge, 16 ASCII | all before the signature
import { decode } from "./base32.js";

const VERSION = 1;
const HEAD = 7;
const SIGNATURE = 64;

/** What a card says, believed or not.
 * @returns {{number: number, expires: Date, name: string, headline: string, organisation: string}|null} null: no card */
export const read = (text) => parts(text)?.said ?? null;

/** The name of the event that signed this card for this badge, or "" where none of the keys did, or it has expired.
 * @param {{event: string, name: string, kid: number, x: string, y: string}[]} keys as GET /api/v1/me lists them */
export const verify = async (text, badge, keys, at = new Date()) => {
  const card = parts(text);
  if (!card || card.said.expires < at || !globalThis.crypto?.subtle) return "";
  const signed = new Uint8Array([...new TextEncoder().encode("eventnet card 1" + badge), ...card.body]);
  for (const key of keys.filter((each) => each.kid === card.said.number)) {
    if (await isSignedBy(key, card.signature, signed)) return key.name;
  }
  return "";
};

const parts = (text) => {
  const bytes = decode(text.toUpperCase());
  if (!bytes || bytes.length <= HEAD + SIGNATURE || bytes[0] !== VERSION) return null;
  const body = bytes.subarray(0, -SIGNATURE);
  const fields = words(body.subarray(HEAD));
  if (fields?.length !== 3 || !fields[0]) return null;
  const head = new DataView(body.buffer, body.byteOffset);
  const [name, headline, organisation] = fields;
  const said = { number: head.getUint16(1), expires: new Date(head.getUint32(3) * 1000), name, headline, organisation };
  return { said, body, signature: bytes.subarray(-SIGNATURE) };
};

const words = (bytes) => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes).split("\x1f");
  } catch {
    return null;
  }
};

const isSignedBy = async ({ x, y }, signature, signed) => {
  const how = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  try {
    const key = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x, y }, how, false, ["verify"]);
    return await crypto.subtle.verify(how, key, signature, signed);
  } catch {
    return false; // a key that is none
  }
};
