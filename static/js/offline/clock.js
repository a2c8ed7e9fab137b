// The time as the server has it. A phone's own clock may be wrong by days; the codes of this minute are not forgiving.
// The difference belongs to the phone and not to a person, and is needed at once: so it is in localStorage.

const PLACE = "eventnet clock";

const stored = () => {
  try {
    return Number(localStorage.getItem(PLACE)) || 0;
  } catch {
    return 0;
  }
};

const IMF_FIXDATE = 29; // characters (RFC 9110, 5.6.7)

let ahead = stored(); // milliseconds that the server is ahead of this phone

/** @returns {Date} */
export const now = () => new Date(Date.now() + ahead);

/**
 * Learn the time from an answer that is surely the server's own (never from a captive portal's).
 * @param {Response} response
 */
export const learn = (response) => {
  // An answer with an ETag may carry it twice, once from the app and once from its server, joined by a comma.
  const sent = Date.parse((response.headers.get("Date") ?? "").slice(0, IMF_FIXDATE));
  if (Number.isNaN(sent)) return;
  ahead = sent + 500 - Date.now(); // Date leaves out the fraction of the second: half of one is the best guess
  try {
    localStorage.setItem(PLACE, String(ahead));
  } catch {
    // It is known until this page is left.
  }
};

globalThis.addEventListener?.("storage", (event) => {
  if (event.key === PLACE) ahead = stored();
});
