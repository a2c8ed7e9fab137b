export { default } from "../offline/kept.js";
