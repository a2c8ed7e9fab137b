// The desk is a room of its own: static/js/organising/desk.js.
export { default } from "../organising/desk.js";
