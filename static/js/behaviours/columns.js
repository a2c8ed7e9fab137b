// What the columns hold: the rows below follow what is chosen; the server reads them, as it will read the list.
export default (form) => {
  const sample = () => document.querySelector("#sample");
  form.querySelector("[data-look]").hidden = true;
  let asked = 0;

  const look = async () => {
    const number = (asked += 1);
    const values = new FormData(form);
    values.set("look", "1");
    sample().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location.href, { method: "POST", headers: { "X-Eventnet": "1" }, body: values });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const rows = page.querySelector("#sample");
      if (number === asked && rows) sample().replaceWith(rows);
    } catch {
      if (number === asked) sample().removeAttribute("aria-busy"); // offline: the button to go on says it
    }
  };

  form.addEventListener("change", look);
  const changed = [...form.querySelectorAll("option")].some((option) => option.selected !== option.defaultSelected);
  if (changed) look(); // chosen before this was loaded, or put back by the browser
};
