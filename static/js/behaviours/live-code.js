// My code, made on this phone: renewed every half minute, with a network or without one.
import { cardPicture, livePicture, look, spokenCode } from "../exchange/codeshown.js";
import { LIVE_SECONDS, left } from "../exchange/livecode.js";
import { now } from "../offline/clock.js";
import { refresh } from "../offline/person.js";
import { signals } from "../offline/signals.js";

const PATIENCE = 60_000; // so long the server's own live code is good; then the badge code, where this phone makes none
const OFTEN = 5 * 60_000; // what the server has to say about me: a badge that was withdrawn, another event

export default (page) => {
  const of = (name) => page.querySelector(`[data-${name}]`);
  const asked = { person: document.body.dataset.person ?? "", event: new URLSearchParams(location.search).get("event") };
  const live = of("live");
  const badge = [...live.childNodes];
  let turn = 0;
  let timer = setTimeout(() => live.replaceChildren(...badge), PATIENCE);
  let card = "";
  let refreshed = Date.now(); // start.js just did
  let heard = !asked.person; // the server has just sent this page: a sign-out of before is over

  /** A phone that keeps nothing (private windows) shows what the server sent. */
  const renew = () => draw().catch(() => {});

  const draw = async () => {
    const mine = ++turn;
    let seen = await look(asked);
    if (seen.kind === "nobody" && page.dataset.shell !== undefined) {
      await refresh();
      seen = await look(asked);
      if (seen.kind === "nobody") seen = { kind: "signed-out" }; // start.js goes to the sign-in page, if it is there
    }
    const codes = seen.kind === "code" && (await made(seen.attendance));
    if (mine !== turn || seen.kind === "nobody" || codes === null || (seen.kind === "signed-out" && !heard)) return;
    clearTimeout(timer);
    say(seen);
    if (!codes) return;
    show(codes, seen.me);
    if (!document.hidden) timer = setTimeout(renew, left(now(), LIVE_SECONDS) + 20);
    if (Date.now() - refreshed < OFTEN) return;
    refreshed = Date.now();
    await refresh();
  };

  const made = async (attendance) => {
    if (!crypto.subtle) return null; // no HTTPS: the badge code needs no proof
    const date = now();
    return { picture: await livePicture(page.dataset.address, attendance, date), spoken: await spokenCode(attendance, date) };
  };

  const show = ({ picture, spoken }, me) => {
    if (picture) live.replaceChildren(picture);
    of("spoken").textContent = spoken;
    of("spoken-words").textContent = page.dataset.words.replace("{code}", [...spoken.replace(" ", "")].join(" "));
    if (card !== me.vcard) of("card").replaceChildren(cardPicture(me) ?? "");
    card = me.vcard;
  };

  /** All but the codes: who, where, what there is to know. */
  const say = ({ kind, me, attendance, others = [] }) => {
    of("name").textContent = me?.name ?? "";
    of("event").textContent = attendance?.event.name ?? "";
    of("panel").hidden = kind !== "code";
    if (kind !== "code") live.replaceChildren();
    const words = page.querySelector(`template[data-when="${kind}"]`);
    of("notice").replaceChildren(...(words ? [words.content.cloneNode(true)] : []));
    invite(attendance);
    of("others").hidden = !others.length;
    of("others-list").replaceChildren(...others.map(({ event }) => row(event)));
    page.removeAttribute("data-waiting");
  };

  /** To answer what the event asks everybody; never in the way of the code. */
  const invite = (attendance) => {
    const place = of("asks");
    place.hidden = !attendance?.asks;
    const slug = encodeURIComponent(attendance?.event.slug ?? "slug");
    place.querySelector("a").href = place.dataset.asks.replace("/slug/", `/${slug}/`);
  };

  const row = ({ slug, name, starts_at, ends_at }) => {
    const made = of("other").content.cloneNode(true);
    const link = made.querySelector("a");
    link.textContent = name;
    link.href = `${location.pathname}?event=${encodeURIComponent(slug)}`;
    const { lang } = document.documentElement; // "en" alone would be American
    const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { weekday: "short", day: "numeric", month: "short" });
    made.querySelector("p").textContent = day.formatRange(new Date(starts_at), new Date(ends_at));
    return made;
  };

  const fromServer = of("live-first");
  if (fromServer) live.replaceChildren(fromServer.content.cloneNode(true));
  renew();
  signals.addEventListener("person", () => {
    heard = true;
    renew();
  });
  // A phone that slept, or a page from the history, shows an old code: renew it before anybody reads it.
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : renew()));
  addEventListener("pageshow", (event) => event.persisted && renew());
};
