// Says at once that somebody gave me a card: asks the inbox every few seconds while the page is seen.
import { whileSeen } from "../asking.js";

const OFTEN = 3000;
const AT_ONCE = 2; // the code below stays on the screen; the contacts have them all
const SELDOM = 15000; // after a failure

export default (region) => {
  const item = document.querySelector("#news-item");
  const shown = new Set();
  let since = region.dataset.since;

  const tell = (news) => {
    if (shown.has(news.id)) return;
    shown.add(news.id);
    const notice = item.content.cloneNode(true);
    const words = notice.querySelector(".news-words");
    words.textContent = news.words;
    news.url ? (words.href = news.url) : words.removeAttribute("href");
    for (const form of notice.querySelectorAll("form[data-news]")) {
      const target = news[form.dataset.news];
      target ? (form.action = target) : form.remove();
    }
    region.prepend(notice);
    while (region.children.length > AT_ONCE) region.lastElementChild.remove();
    navigator.vibrate?.(60);
  };

  const ask = async () => {
    const headers = { "X-Eventnet": "1", "If-None-Match": `"${since}"` };
    const answer = await fetch(`${region.dataset.url}?since=${since}`, { headers });
    if (answer.status === 401) return null;
    if (answer.status === 200) {
      const news = await answer.json();
      since = news.cursor;
      news.items.forEach(tell);
    }
    return answer.ok || answer.status === 304 ? OFTEN : SELDOM;
  };

  whileSeen(ask, { first: OFTEN, seldom: SELDOM });
};
