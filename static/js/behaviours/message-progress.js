/** How far a message is: looks again every few seconds while letters wait, and puts the new numbers in place. */
const PAUSE = 3000;

export default (element) => {
  const look = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (answer?.ok && document.contains(element)) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector('[data-behaviour="message-progress"]');
      if (!fresh) return;
      const held = element.contains(document.activeElement) && document.activeElement.matches("button");
      if (!held || fresh.dataset.isOver) element.replaceChildren(...fresh.childNodes);
      element.dataset.isOver = fresh.dataset.isOver;
    }
    go();
  };
  const go = () => {
    if (!element.dataset.isOver) setTimeout(look, PAUSE);
  };
  go();
};
