/** A row that scrolls sideways begins at what is current, in browsers that do not know `scroll-initial-target`. */
export default (row) => {
  const current = row.querySelector("[aria-current]");
  if (current) row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.clientWidth) / 2;
};
