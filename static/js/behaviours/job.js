// How far a job is, asked again while the page is seen; when it is over the page says what came of it.
import { whileSeen } from "../asking.js";

const OFTEN = 1000;
const SELDOM = 8000; // after a failure

export default (section) => {
  const bar = section.querySelector("progress");

  const show = (job) => {
    for (const words of section.querySelectorAll("[data-job]")) {
      if (words.textContent !== job[words.dataset.job]) words.textContent = job[words.dataset.job];
    }
    if (job.total) [bar.max, bar.value] = [job.total, job.done];
    return job.state === "done" || job.state === "failed";
  };

  const ask = async () => {
    const answer = await fetch(section.dataset.url, { headers: { "X-Eventnet": "1" } });
    if (!answer.ok) return SELDOM;
    if (!show(await answer.json())) return OFTEN;
    location.reload();
    return null;
  };

  whileSeen(ask, { first: OFTEN, seldom: SELDOM });
};
