// Who is ticked on the pages of a list is remembered while somebody turns them, and sent along with the form.
export default (form) => {
  const key = `chosen ${form.dataset.key}`;
  if ("forget" in form.dataset) return form.addEventListener("submit", () => sessionStorage.removeItem(key));
  const chosen = new Set(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
  const bar = form.querySelector("[data-chosen]");
  const count = bar.querySelector("[data-count]");
  const clear = bar.querySelector("[data-clear]");
  const all = form.elements.all;
  const boxes = [...form.querySelectorAll("[name=code]")];

  const show = () => {
    count.textContent = all.checked ? all.parentElement.textContent.trim() : chosen.size ? bar.dataset.some.replace("#", chosen.size) : bar.dataset.none;
    bar.toggleAttribute("data-any", all.checked || chosen.size > 0);
    clear.hidden = !chosen.size && !all.checked;
  };
  const read = () => {
    for (const box of boxes) chosen[box.checked ? "add" : "delete"](box.value);
    sessionStorage.setItem(key, JSON.stringify([...chosen]));
    show();
  };

  for (const box of boxes) box.checked = box.checked || chosen.has(box.value);
  form.addEventListener("change", read);
  form.addEventListener("formdata", ({ formData }) => {
    if (all.checked) return formData.delete("code");
    const here = new Set(boxes.map((box) => box.value));
    for (const code of chosen) if (!here.has(code)) formData.append("code", code);
  });
  clear.addEventListener("click", () => {
    for (const box of [...boxes, all]) box.checked = false;
    chosen.clear();
    read();
  });
  read();
};
