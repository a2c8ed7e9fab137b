// IndexedDB: "eventnet" says who is here, "eventnet <person code>" holds what is that person's. Nothing else touches it.

const VERSION = 1;
const HERE = "eventnet";
const STORES = {
  here: { here: "key" },
  person: { me: "key", contacts: "code", queue: "id", answered: "id" },
};
const LOST = new Set(["InvalidStateError", "UnknownError"]); // what Safari says after it closed a database behind our back

const open = new Map();

/** @param {string} person code @returns {string} the name of their database */
export const of = (person) => `${HERE} ${person}`;

/**
 * Work in one transaction; resolves with what `work` returned, and only when it is complete (on the disk, if written).
 * Rejects with the browser's own error, for example one named "QuotaExceededError"; then nothing was written.
 * @template T
 * @param {string} name of the database
 * @param {string[]} stores
 * @param {"readonly"|"readwrite"} mode
 * @param {(...stores: IDBObjectStore[]) => T|Promise<T>} work waits for nothing but requests; may run a second time
 * @returns {Promise<T>}
 */
export const within = async (name, stores, mode, work) => {
  try {
    return await attempt(name, stores, mode, work);
  } catch (error) {
    if (!LOST.has(error?.name)) throw error;
    leave(name);
    return attempt(name, stores, mode, work);
  }
};

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Delete a whole database, also while other tabs have it open: they let go of it. @param {string} name */
export const drop = (name) => {
  leave(name);
  return asked(indexedDB.deleteDatabase(name));
};

const attempt = async (name, stores, mode, work) => {
  const database = await connect(name);
  const transaction = database.transaction(stores, mode, { durability: mode === "readwrite" ? "strict" : "default" });
  const complete = finished(transaction);
  try {
    const result = await work(...stores.map((store) => transaction.objectStore(store)));
    await complete;
    return result;
  } catch (error) {
    abort(transaction);
    await complete.catch(() => {});
    throw transaction.error ?? error;
  }
};

const finished = (transaction) => {
  const complete = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new DOMException("", "AbortError"));
  });
  complete.catch(() => {}); // whoever waits for it hears it, too
  return complete;
};

const abort = (transaction) => {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
};

const connect = (name) => {
  if (!open.has(name)) {
    const found = asked(opening(name)).then((database) => hold(name, database));
    open.set(name, found);
    found.catch(() => open.delete(name));
  }
  return open.get(name);
};

const opening = (name) => {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = () => {
    const stores = name === HERE ? STORES.here : STORES.person;
    for (const [store, keyPath] of Object.entries(stores)) {
      if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store, { keyPath });
    }
  };
  return request; // while another tab is in the way ("blocked") it waits: that tab lets go, see below
};

const hold = (name, database) => {
  const letGo = () => open.delete(name);
  database.onclose = letGo;
  database.onversionchange = () => {
    letGo();
    database.close();
  };
  return database;
};

const leave = (name) => {
  open.get(name)?.then((database) => database.close(), () => {});
  open.delete(name);
};
