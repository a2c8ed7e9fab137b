/** How far a message is: looks again every few seconds while letters wait, and puts the new numbers in place. */
import { whileSeen } from "../asking.js";

const PAUSE = 3000;

export default (element) => {
  const look = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector('[data-behaviour="message-progress"]');
      if (!fresh) return null;
      const held = element.contains(document.activeElement) && document.activeElement.matches("button");
      if (!held || fresh.dataset.isOver) element.replaceChildren(...fresh.childNodes);
      element.dataset.isOver = fresh.dataset.isOver;
    }
    return element.dataset.isOver ? null : PAUSE;
  };

  if (!element.dataset.isOver) whileSeen(look, { first: PAUSE, seldom: PAUSE });
};
