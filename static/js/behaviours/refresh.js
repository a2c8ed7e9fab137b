// A part of the page that the server draws anew: asked for while it is seen, and sent only when something changed.
const OFTEN = 15000;

export default (region) => {
  let { etag } = region.dataset;
  etag = `"${etag}"`;
  let timer;

  const draw = (html) => {
    const open = [...region.querySelectorAll("details[open]")].map((details) => details.id);
    const focused = region.contains(document.activeElement) && document.activeElement.id;
    region.innerHTML = html;
    for (const id of open) region.querySelector(`#${id}`)?.setAttribute("open", "");
    if (focused) region.querySelector(`#${focused}`)?.focus();
  };

  const ask = async () => {
    try {
      const answer = await fetch(region.dataset.url, { headers: { "X-Eventnet": "1", "If-None-Match": etag } });
      if (answer.status === 401 || answer.status === 404) return;
      if (answer.status === 200) {
        etag = answer.headers.get("ETag") ?? etag;
        draw((await answer.json()).html);
      }
    } catch {
      // no network: what is here stays, and is asked for again
    }
    wait();
  };

  const wait = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, OFTEN);
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : ask()));
  wait();
};
