// A part of the page that the server draws anew: asked for while it is seen, and sent only when something changed.
import { whileSeen } from "../asking.js";

const OFTEN = 15000;

export default (region) => {
  let etag = `"${region.dataset.etag}"`;

  const draw = (html) => {
    const open = [...region.querySelectorAll("details[open]")].map((details) => details.id);
    const focused = region.contains(document.activeElement) && document.activeElement.id;
    region.innerHTML = html;
    for (const id of open) region.querySelector(`#${id}`)?.setAttribute("open", "");
    if (focused) region.querySelector(`#${focused}`)?.focus();
  };

  const ask = async () => {
    const answer = await fetch(region.dataset.url, { headers: { "X-Eventnet": "1", "If-None-Match": etag } });
    if (answer.status === 401 || answer.status === 404) return null;
    if (answer.status === 200) {
      etag = answer.headers.get("ETag") ?? etag;
      draw((await answer.json()).html);
    }
    return OFTEN;
  };

  whileSeen(ask, { first: OFTEN, seldom: OFTEN });
};
