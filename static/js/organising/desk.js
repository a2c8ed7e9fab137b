// The desk without leaving its page: search as you type, one tap, scan after scan. The server's page is the answer to
// everything; only its parts that change are taken over, so the camera stays open.
import aiming from "../exchange/aiming.js";
import sightOf from "../exchange/sight.js";
import { allow, tick } from "../exchange/tick.js";
import wordsOf from "../exchange/words.js";

const PAUSE = 150; // milliseconds after the last key

export default (page) => {
  const at = (name) => page.querySelector(`[data-${name}]`);
  const part = (name, root = page) => root.querySelector(`[data-desk-part="${name}"]`);
  const search = at("search");
  const field = search.elements.q;
  const sight = sightOf();
  let asking = new AbortController();
  let timer;

  const ask = async (url, options, parts) => {
    const answer = await fetch(url, options);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!part("result", fresh)) return location.assign(answer.url); // it wants more: to sign in, or to read
    for (const name of parts) part(name).replaceChildren(...part(name, fresh).childNodes);
  };

  const look = () => {
    asking.abort();
    asking = new AbortController();
    const url = `${location.pathname}?${new URLSearchParams({ q: field.value })}`;
    ask(url, { signal: asking.signal }, ["found"]).catch(() => {});
  };

  const lost = () => {
    const said = document.createElement("p");
    said.className = "notice notice-danger";
    said.textContent = page.dataset.lost;
    part("result").replaceChildren(said);
  };

  const post = async (url, body) => {
    clearTimeout(timer);
    asking.abort();
    try {
      await ask(url, { method: "POST", headers: { "X-Eventnet": "1" }, body }, ["result", "found", "last"]);
      field.value = "";
      part("result").scrollIntoView({ block: "nearest" });
      if (page.querySelector('[data-here="yes"]')) return tick();
    } catch {
      lost();
    }
    navigator.vibrate?.([60, 60, 60]);
  };

  const scanned = async (text) => {
    if (!sight.isNew(text)) return;
    const body = new FormData(at("code"));
    body.set("code", text);
    aim.pause();
    await post(at("code").action, body);
    sight.goOn();
    aim.resume();
  };

  const aim = aiming(page, wordsOf("scan-words"), scanned);

  page.addEventListener("pointerdown", allow);
  page.addEventListener("submit", async (event) => {
    if ("file" in event.target.dataset) return; // a badge: the browser keeps or opens what comes
    event.preventDefault();
    if (event.target === search) return look();
    await post(event.submitter?.getAttribute("formaction") ?? event.target.action, new FormData(event.target));
    if (event.target === at("code")) event.target.reset();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  if (field.value !== field.defaultValue) look(); // typed while this script was on its way
  if (at("print")) {
    history.replaceState(null, "", location.pathname); // to load the page again prints nothing
    at("print").requestSubmit();
  }
  at("start").hidden = !navigator.mediaDevices;
  at("start").addEventListener("click", () => {
    at("start").hidden = true;
    aim.start();
  });
};
