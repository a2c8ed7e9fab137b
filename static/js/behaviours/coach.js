// Hides a hint as soon as its field says enough; shows it again when the field is emptied.
export default (form) => {
  const hints = [...document.querySelectorAll(".coach [data-field]")];
  const praise = document.querySelector(".coach [data-all]");
  const look = () => {
    for (const hint of hints) {
      const words = form.elements[hint.dataset.field].value.split(/\s+/).filter(Boolean).length;
      hint.hidden = words >= Number(hint.dataset.words);
    }
    praise.hidden = hints.some((hint) => !hint.hidden);
  };
  form.addEventListener("input", look);
  look();
};
