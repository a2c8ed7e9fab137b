// "Kept on this phone, 3 waiting", as long as something waits. With a network that is mostly a moment: a line that came
// and went would push away the button that is just being pressed.
import { waiting } from "../offline/queue.js";
import { signals } from "../offline/signals.js";

const A_MOMENT = 1500; // milliseconds

export default (mark) => {
  let timer = null;

  const show = () => {
    timer = null;
    mark.hidden = mark.dataset.waiting === "0";
  };

  const count = async () => {
    const { length } = await waiting();
    mark.dataset.waiting = length;
    const words = length === 1 ? mark.dataset.one : mark.dataset.many;
    mark.querySelector("span").textContent = words.replace("{n}", length);
    if (length === 0 || !mark.hidden || !navigator.onLine) {
      clearTimeout(timer);
      return show();
    }
    timer ??= setTimeout(show, A_MOMENT);
  };
  for (const name of ["queue", "person"]) signals.addEventListener(name, count);
  count();
};
