// Forms inside are sent without leaving the page, and the server's own words about it take their place. A page that the
// phone keeps holds no token: there the header says that it is ours (eventnet/web/origin.py).
const A_WHILE = 6000;

export default (region) => {
  region.addEventListener("submit", async (event) => {
    const form = event.target;
    event.preventDefault();
    form.querySelector("button").disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { "X-Eventnet": "1" }, body: new FormData(form) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const said = page.querySelector(".flashes .notice");
      if (!said) return location.assign(answer.url); // it wants more: to sign in, or to read
      form.closest(".notice").remove();
      said.classList.add("news-said");
      region.prepend(said);
      setTimeout(() => said.remove(), A_WHILE); // then what still waits for an answer is seen again
    } catch {
      form.querySelector("button").disabled = false;
    }
  });
};
