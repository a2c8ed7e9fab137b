/** A button that opens the print dialogue; without scripts it stays hidden and the keys do it. */
export default (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
};
