// How far a job is, asked again while the page is seen; when it is over the page says what came of it.
const OFTEN = 1000;
const SELDOM = 8000; // after a failure

export default (section) => {
  const bar = section.querySelector("progress");
  let timer;

  const show = (job) => {
    for (const words of section.querySelectorAll("[data-job]")) {
      if (words.textContent !== job[words.dataset.job]) words.textContent = job[words.dataset.job];
    }
    if (job.total) [bar.max, bar.value] = [job.total, job.done];
    return job.state === "done" || job.state === "failed";
  };

  const ask = async () => {
    try {
      const answer = await fetch(section.dataset.url, { headers: { "X-Eventnet": "1" } });
      if (answer.ok && show(await answer.json())) return location.reload();
      wait(answer.ok ? OFTEN : SELDOM);
    } catch {
      wait(SELDOM);
    }
  };

  const wait = (pause) => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, pause);
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : ask()));
  wait(OFTEN);
};
