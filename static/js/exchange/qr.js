// A text as a QR code (ISO/IEC 18004), drawn as eventnet/qr.py draws: one unit is one module, one path, crisp edges.
// Our addresses are upper case, so they and the card behind "#" cost 5.5 bits a character; only "#" is a byte.
// Anything else is plain UTF-8 without an ECI, which old phones misread less often than one with it.
import { correction, generate, mode } from "../../vendor/lean-qr-2.7.4/lean-qr.js";

export const MOST = 13; // the largest version that old cameras read off a phone at arm's length
const SVG = "http://www.w3.org/2000/svg";
const UPPER = /^[0-9A-Z $%*+\-./:]*$/;

/** @param {string} text @param {"L"|"M"|"Q"|"H"} level at least @param {number} quiet modules of white around it;
 * the panel gives its own. @returns {SVGSVGElement} @throws where it needs more than version 13 */
export const svg = (text, level, quiet = 0) => {
  const code = generate(modes(text), { minCorrectionLevel: correction[level], maxVersion: MOST });
  const size = code.size + 2 * quiet;
  const drawing = element("svg", { viewBox: `0 0 ${size} ${size}`, "shape-rendering": "crispEdges" });
  drawing.append(element("rect", { width: size, height: size, fill: "#fff" }));
  drawing.append(element("path", { d: [...runs(code, quiet)].join(""), fill: "#000" }));
  return drawing;
};

const modes = (text) => {
  const end = text.indexOf("#") + 1;
  const [address, card] = end ? [text.slice(0, end - 1), text.slice(end)] : [text, ""];
  if (!UPPER.test(card)) return bytes(text);
  if (!UPPER.test(address)) return end ? mode.multi(bytes(text.slice(0, end)), mode.alphaNumeric(card)) : bytes(text);
  return end ? mode.multi(mode.alphaNumeric(address), bytes("#"), mode.alphaNumeric(card)) : mode.alphaNumeric(address);
};

const bytes = (text) => mode.bytes(new TextEncoder().encode(text));

/** Each run of dark modules in a row as one closed rectangle. */
function* runs(code, quiet) {
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      const start = x;
      while (code.get(x, y)) x++;
      if (x > start) yield `M${start + quiet} ${y + quiet}h${x - start}v1h${start - x}z`;
    }
  }
}

const element = (name, attributes) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};
