// "Kept on this phone, 3 waiting", as long as something waits.
import { waiting } from "../offline/queue.js";
import { signals } from "../offline/signals.js";

export default (mark) => {
  const count = async () => {
    const { length } = await waiting();
    mark.hidden = length === 0;
    const words = length === 1 ? mark.dataset.one : mark.dataset.many;
    mark.querySelector("span").textContent = words.replace("{n}", length);
  };
  for (const name of ["queue", "person"]) signals.addEventListener(name, count);
  count();
};
