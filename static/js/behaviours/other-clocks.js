// Beside a day and a time of day that are typed: what that is on the clocks of the two, where they show something else.
import { momentsOf, wallIn } from "../followup/clocks.js";

export default (row) => {
  const { zone, mine, theirs, forMe, forThem, gap, twice } = row.dataset;
  const said = document.createElement("p");
  said.className = "hint";
  said.setAttribute("aria-live", "polite");
  row.append(said);

  const say = () => {
    const [day, time] = ["date", "time"].map((type) => row.querySelector(`input[type=${type}]`).value);
    said.textContent = day && time ? wordsOn(momentsOf(day, time, zone)) : "";
  };

  const wordsOn = (moments) => {
    if (!moments.length) return gap;
    const here = mine || Intl.DateTimeFormat().resolvedOptions().timeZone;
    const words = [[here, forMe], [theirs, forThem]]
      .filter(([other]) => other && wallIn(moments[0], other) !== wallIn(moments[0], zone))
      .map(([other, say]) => say.replace("{time}", shown(moments[0], other)));
    return [...words, ...(moments.length > 1 ? [twice] : [])].join(" · ");
  };

  row.addEventListener("input", say);
  say();
};

const shown = (moment, zone) =>
  new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone,
  }).format(moment);
