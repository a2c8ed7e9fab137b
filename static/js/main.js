// Binds behaviours to the elements that ask for one: <button data-behaviour="copy"> loads behaviours/copy.js.
// Every page works without them; a behaviour improves one element and knows nothing of the others.

const bind = async (element, name) => (await import(`./behaviours/${name}.js`)).default(element);

const bound = [...document.querySelectorAll("[data-behaviour]")].flatMap((element) =>
  element.dataset.behaviour.split(" ").map((name) => bind(element, name)),
);
Promise.all(bound).finally(() => {
  document.documentElement.dataset.bound = ""; // for whoever drives a browser: the page does all it can from here on
});

// Whoever is signed in, and the pages that a phone keeps, also work without a network; a first visit costs nothing more.
if (document.body.dataset.person !== undefined) import("./offline/start.js").then(({ start }) => start());
