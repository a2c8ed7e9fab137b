// Crockford base32, most significant bit first; zero bits fill the last character. The twin of eventnet/codes.py.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** @param {Uint8Array} bytes */
export const encode = (bytes) => {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31];
  }
  return bits ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
};

/** The exact inverse, so each value has one spelling. @returns {Uint8Array|null} null for what `encode` never makes */
export const decode = (text) => {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes[at++] = (held >> (bits -= 8)) & 255;
  }
  return bits < 5 && !(held & ((1 << bits) - 1)) ? bytes : null;
};
