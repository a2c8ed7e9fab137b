// What is being typed, kept at every letter, since a page that is left or dies has no time for a database. Under the id of
// its scan: only the person whose scan it is finds it again.
const NAME = "eventnet draft ";

/** @param {string} id of a scan @param {object|null} fields null: it is kept elsewhere now */
export const draft = (id, fields) => {
  try {
    fields ? localStorage.setItem(NAME + id, JSON.stringify(fields)) : localStorage.removeItem(NAME + id);
  } catch {
    // No room: then it is kept a moment later, by the queue, or that says so.
  }
};

/** @param {(id: string, fields: object) => Promise<object|null>} note puts it where it belongs; null: not this person's */
export const rescue = async (note) => {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(NAME))) {
    const id = name.slice(NAME.length);
    if (await note(id, JSON.parse(localStorage.getItem(name)))) localStorage.removeItem(name);
  }
};
