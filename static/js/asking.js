/**
 * Ask again and again while the page is seen, and at once when it is seen again.
 * @param {() => Promise<number|null>} ask gives the pause until the next time, in milliseconds; null: never again
 * @param {{first: number, seldom: number}} pauses before the first time, and after a failure
 */
export const whileSeen = (ask, { first, seldom }) => {
  let timer;
  let isOver = false;

  const again = async () => {
    clearTimeout(timer);
    const pause = await ask().catch(() => seldom);
    if (pause === null) isOver = true;
    else wait(pause);
  };

  const wait = (pause) => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(again, pause);
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) clearTimeout(timer);
    else if (!isOver) again();
  });
  wait(first);
};
