// The words of a page's <template>, by their key; the server wrote them in the person's language.

/** @param {string} id of the template @returns {(key: string, values?: Record<string, string>) => string} */
export default (id) => {
  const found = document.getElementById(id).content;
  const words = new Map([...found.querySelectorAll("[data-key]")].map((each) => [each.dataset.key, each.textContent.trim()]));
  return (key, values = {}) => (words.get(key) ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
};
