// A button that copies the text of the element it names, where the browser lets it.
export default (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.from).textContent);
    button.querySelector("[aria-live]").textContent = button.dataset.done;
  });
};
