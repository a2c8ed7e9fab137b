// Whether a code in front of the camera counts anew: one that stays in sight is read over and over. It does so once it was
// looked for in vain for a while. Time alone does not tell: on a slow phone a single look may take seconds.
const AGAIN = 3000; // milliseconds out of sight

export default () => {
  let last = "";
  let at = 0;
  return {
    /** @param {string} key of what a look has found; "" for nothing */
    isNew: (key) => {
      const isNew = key !== "" && key !== last;
      if (key) [last, at] = [key, Date.now()];
      else if (Date.now() - at > AGAIN) last = "";
      return isNew;
    },
    /** Looking goes on after a pause, in which the code was not out of sight. */
    goOn: () => (at = Date.now()),
    forget: () => (last = ""),
  };
};
