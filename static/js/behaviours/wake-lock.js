// Keeps the screen on while this element is seen. A browser gives the lock up by itself when the page is hidden.
export default () => {
  const keep = () => {
    if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", keep);
  keep();
};
