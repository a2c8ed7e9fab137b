// The browser's offer to put eventnet on the home screen, kept until somebody wants it; never shown by itself.

let offer = null;

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  dispatchEvent(new Event("eventnet-offer"));
});

export const isOffered = () => offer !== null;

/** Runs the function when there is an offer, now or later. @param {() => void} then */
export const whenOffered = (then) => (offer ? then() : addEventListener("eventnet-offer", then, { once: true }));

/** @returns {Promise<boolean>} whether it is on the home screen now */
export const accept = async () => {
  const asked = offer;
  offer = null; // it can be used once
  await asked?.prompt();
  return (await asked?.userChoice)?.outcome === "accepted";
};
