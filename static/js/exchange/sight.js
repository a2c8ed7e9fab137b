// Whether a code in front of the camera counts anew: one that stays in sight is read over and over. It does so once it was
// looked for in vain for a while, and more than a few times: on a slow phone a single look may take seconds, and every
// second one sees only the middle of the picture.
const AGAIN = 3000; // milliseconds out of sight
const LOOKS = 4; // in vain

export default () => {
  let last = "";
  let at = 0;
  let inVain = 0;
  return {
    /** @param {string} key of what a look has found; "" for nothing */
    isNew: (key) => {
      const isNew = key !== "" && key !== last;
      if (key) [last, at, inVain] = [key, Date.now(), 0];
      else if (++inVain >= LOOKS && Date.now() - at > AGAIN) last = "";
      return isNew;
    },
    /** Looking goes on after a pause, in which the code was not out of sight. */
    goOn: () => ([at, inVain] = [Date.now(), 0]),
    forget: () => (last = ""),
  };
};
