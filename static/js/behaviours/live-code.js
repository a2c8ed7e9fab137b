// Shows the live code instead of the badge code, and renews it before it goes stale.
const AGAIN = 5; // seconds until the next try without a network
const FRESH = 60; // seconds for which a live code proves that somebody is here

export default (panel) => {
  const picture = panel.querySelector(".qr-code");
  const [words, spoken] = panel.querySelectorAll("figcaption > span");
  const stale = panel.querySelector("[data-stale]");
  let renewed = Date.now();
  let timer;

  const wait = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(renew, seconds * 1000);
  };

  const show = (code) => {
    const svg = new DOMParser().parseFromString(code.svg, "image/svg+xml").documentElement;
    picture.replaceChildren(document.importNode(svg, true));
    words.textContent = code.spoken_words;
    spoken.textContent = code.spoken;
    renewed = Date.now();
    stale.hidden = true;
    wait(code.seconds);
  };

  const renew = async () => {
    try {
      const answer = await fetch(panel.dataset.url, { headers: { "X-Eventnet": "1" } });
      if (answer.status === 401 || answer.status === 404) return location.reload();
      show(await answer.json());
    } catch {
      stale.hidden = Date.now() - renewed < FRESH * 1000;
      wait(AGAIN);
    }
  };

  picture.replaceChildren(panel.querySelector("[data-live]").content.cloneNode(true));
  wait(Number(panel.dataset.seconds));
  // A phone that slept, or a page from the history, shows an old code: renew it before anybody sees it.
  document.addEventListener("visibilitychange", () => document.hidden ? clearTimeout(timer) : renew());
  addEventListener("pageshow", (event) => event.persisted && renew());
};
