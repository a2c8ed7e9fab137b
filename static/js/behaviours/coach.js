// Hides a hint as soon as its field says enough; shows it again when it does not.
import { isBroken } from "../followup/reading.js";

export default (form) => {
  const hints = [...document.querySelectorAll(".coach [data-field]")];
  const fields = document.querySelector(".coach").dataset.fields.split(" ");
  const praise = document.querySelector(".coach [data-all]");
  const look = () => {
    const texts = Object.fromEntries(fields.map((field) => [field, form.elements[field].value]));
    for (const hint of hints) hint.hidden = !isBroken(hint.dataset, texts);
    praise.hidden = [...document.querySelectorAll(".coach li:not([data-all])")].some((hint) => !hint.hidden);
  };
  form.addEventListener("input", look);
  look();
};
