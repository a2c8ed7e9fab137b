// The scanner: one page, one camera that stays open. A code is read, kept on the phone, and only then ticked; the card
// slides in; "Next" goes on. While a card is up nothing is scanned, since to scan somebody is to give them my card.
import { isSignedOut } from "../offline/person.js";
import { signals } from "../offline/signals.js";
import * as sync from "../offline/sync.js";
import aiming from "./aiming.js";
import foreignPanel from "./foreign.js";
import { cardIn, keep as keepIt, stillHere } from "./keeping.js";
import metPanel from "./met.js";
import photos from "./photos.js";
import { what } from "./reading.js";
import sightOf from "./sight.js";
import { allow, tick } from "./tick.js";
import todayList from "./today.js";
import wordsOf from "./words.js";

const NO_ANSWER = 1500; // milliseconds until "kept on this phone" is said
const QUEUED = new Set(["ours", "spoken", "ticket"]);

export default (page) => {
  const at = (name) => page.querySelector(`[data-${name}]`);
  const words = wordsOf("scan-words");
  const say = (text) => (at("said").textContent = text);
  const met = metPanel(at("card"), words, { contact: page.dataset.contact, say });
  const foreign = foreignPanel(at("foreign"), words);
  const aim = aiming(page, words, (text) => seen(text));
  const sight = sightOf();

  const seen = (text) => {
    const read = text && what(text, location.hostname);
    if (sight.isNew(text && (read.badge ?? read.code))) return take(read);
  };

  /** @returns {Promise<boolean>} whether it came to something that is shown */
  const take = async (read) => {
    problem("");
    if (QUEUED.has(read.kind)) return keep(read);
    aside();
    tick();
    say(foreign.show(read));
    return true;
  };

  const keep = async (read) => {
    aim.pause();
    try {
      const item = await keepIt(read);
      aside();
      tick();
      met.show(item);
      send(item);
      return true;
    } catch (error) {
      sight.forget(); // nothing was kept, so the same code may be tried again
      problem(words(error.name === "QuotaExceededError" ? "no-room" : "not-kept"));
      aim.resume();
      return false;
    }
  };

  /** The queue sends by itself; here is only said how that goes. */
  const send = async (item) => {
    const timer = setTimeout(() => met.shows(item.id) && met.waits("slow"), NO_ANSWER);
    const { state } = await sync.send();
    clearTimeout(timer);
    const current = await stillHere(item.id);
    if (current && met.shows(item.id)) met.waits(state, current);
  };

  const aside = () => {
    aim.pause();
    aim.stepAside(true);
    for (const name of ["other-ways", "today"]) at(name).classList.add("is-aside");
    foreign.hide();
    scrollTo({ top: 0 });
  };

  const next = async () => {
    foreign.hide();
    await met.hide();
    sight.goOn();
    for (const name of ["other-ways", "today"]) at(name).classList.remove("is-aside");
    aim.stepAside(false);
    aim.resume();
    sync.send();
  };

  const problem = (text) => {
    at("problem").hidden = !text;
    at("problem").lastElementChild.textContent = text;
    if (text) say(text);
  };

  const typed = async (event) => {
    event.preventDefault();
    const field = at("typed").elements.code;
    const read = what(field.value, location.hostname);
    if (!QUEUED.has(read.kind) && read.kind !== "url" && !read.card) return problem(words("mistyped"));
    if (await take(read)) field.value = "";
  };

  const signedOut = async () => (at("signed-out").hidden = !(await isSignedOut().catch(() => false)));

  page.classList.add("is-live");
  page.addEventListener("pointerdown", allow);
  page.addEventListener("keydown", allow);
  for (const button of page.querySelectorAll("[data-next]")) button.addEventListener("click", next);
  at("typed").addEventListener("submit", typed);
  photos(at("photo"), { found: (text) => take(what(text, location.hostname)), problem: (key) => problem(words(key)) });
  todayList(at("today"), words, (item) => {
    aside();
    met.show(item);
  });
  signals.addEventListener("state", signedOut);
  signedOut();

  // The worker shows this page for /P/... and /B/... without a network: nothing is given, and no camera, until asked.
  const opened = /^\/[pb]\//i.test(location.pathname) ? what(location.href, location.hostname) : null;
  if (opened?.kind === "ours") {
    aim.rest();
    aside();
    say(foreign.offer(cardIn(opened.signed)));
    foreign.give.addEventListener("click", () => keep(opened));
  } else aim.start();
};
