// The scanner is a room of its own: static/js/exchange/scanner.js.
export { default } from "../exchange/scanner.js";
