/** The badges form: its picture follows what is chosen, and the browser draws nothing itself. */
export default (form) => {
  const look = form.querySelector(".badge-look");
  const [front] = look.querySelectorAll("img");
  let waiting;
  const show = () => {
    const values = new URLSearchParams(new FormData(form));
    values.delete("csrf_token");
    look.setAttribute("aria-busy", "true");
    for (const image of look.querySelectorAll("img")) {
      if (image !== front) values.set("side", "back");
      image.src = `${form.dataset.preview}?${values}`;
    }
  };
  const settled = () => look.removeAttribute("aria-busy");
  front.addEventListener("load", settled);
  front.addEventListener("error", settled); // half a number: the server says what is wrong once it is sent
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 350);
  });
};
