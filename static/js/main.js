// Binds behaviours to the elements that ask for one: <button data-behaviour="copy"> loads behaviours/copy.js.
// Every page works without them; a behaviour improves one element and knows nothing of the others.

export const bind = (root) => {
  for (const element of root.querySelectorAll("[data-behaviour]")) {
    for (const name of element.dataset.behaviour.split(" ")) {
      import(`./behaviours/${name}.js`).then((behaviour) => behaviour.default(element));
    }
  }
};

bind(document);
// Whoever is signed in, and the pages that a phone keeps, also work without a network; a first visit costs nothing more.
if (document.body.dataset.person !== undefined) import("./offline/start.js").then(({ start }) => start());
