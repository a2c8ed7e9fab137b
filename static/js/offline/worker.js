// The service worker: opens the app's own pages without a network. The server puts one line before this file, SHELL:
// the edition, the files of this build, the pages and where their shells are. It never touches what people sent or hold:
// scans wait in IndexedDB (queue.js), the API goes past it, and no page with a name on it is kept.
//
// Two editions never mix. Every address below /assets/ has its build in it, a shell is kept only if the server says that
// it is of this edition, and a new worker waits until no page of the former one is left (see `changes`).

const CACHE = `eventnet-${SHELL.edition}`;
const LANGUAGE = "Content-Language";
const PACE = { patience: 8000 }; // milliseconds; tests make it shorter
const SHORT = 3000; // after something was sent, the next page is the answer to it

let sentAt = -SHORT;
let turns = 0;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(removeOthers()));
self.addEventListener("fetch", (event) => answer(event));
self.addEventListener("message", (event) => {
  const work = { warm, language, "take-over": () => self.skipWaiting() }[event.data?.do];
  if (work) event.waitUntil(work(event.data));
});

/** All of it or nothing: when one file is missing, the worker before this one stays. */
const install = async () => {
  const found = await Promise.all([...SHELL.files.map(fetchFile), ...Object.values(SHELL.pages).map(fetchShell)]);
  const later = (await readerWasThere()) ? await Promise.all(SHELL.later.map(fetchFile)) : [];
  try {
    await keep([...found, ...later]);
  } catch (error) {
    await caches.delete(CACHE); // no room: no half shell either
    throw error;
  }
};

const removeOthers = async () => {
  for (const name of await caches.keys()) if (name.startsWith("eventnet-") && name !== CACHE) await caches.delete(name);
};

const keep = async (found) => {
  const cache = await caches.open(CACHE);
  await Promise.all(found.map(([address, response]) => cache.put(address, response)));
};

/** Only the server's own file of exactly this build says that it never changes; a captive portal's page does not. */
const fetchFile = async (address) => {
  const same = address.includes("/vendor/") && (await keptVendor(address)); // its version is in its name
  const response = same || (await fetch(address));
  if (!response.ok || !/\bimmutable\b/.test(response.headers.get("Cache-Control"))) throw new Error(`not ours: ${address}`);
  return [address, await whole(response)];
};

const fetchShell = async (address) => {
  const response = await fetch(address, { cache: "no-store" });
  if (!response.ok || response.headers.get("X-Eventnet-Edition") !== SHELL.edition) throw new Error(`not ours: ${address}`);
  return [address, await whole(response)];
};

/** Read to its end: an answer that nobody reads holds one of the few connections that all others wait for. */
const whole = async (response) => {
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name); // true of the way here only
  return new Response(await response.blob(), { headers });
};

/** The reader is a megabyte: who had it keeps it through an update, and nobody loads the same one twice. */
const readerWasThere = async () => (await Promise.all(SHELL.later.map(keptVendor))).some(Boolean);

const keptVendor = async (address) => {
  const tail = address.slice(address.indexOf("/vendor/"));
  for (const name of await caches.keys()) {
    const cache = name.startsWith("eventnet-") && (await caches.open(name));
    const request = cache && (await cache.keys()).find(({ url }) => url.endsWith(tail));
    if (request) return cache.match(request);
  }
  return undefined;
};

/** Load the reader of codes, if it is not here. */
const warm = async () => {
  for (const address of SHELL.later) if (!(await kept(address))) await keep([await fetchFile(address)]);
};

/** A page was seen in another language than the shells have: they are fetched anew, all or none. */
const language = async ({ language }) => {
  const shells = await Promise.all(Object.values(SHELL.pages).map(kept));
  if (shells.every((shell) => shell?.headers.get(LANGUAGE) === language)) return;
  const found = await Promise.all(Object.values(SHELL.pages).map(fetchShell));
  if (found.every(([, shell]) => shell.headers.get(LANGUAGE) === language)) await keep(found);
};

const kept = (address) => caches.match(address, { cacheName: CACHE });

const answer = (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (request.method === "GET") event.respondWith(open(request, url));
    else sending(event, url);
  } else if (request.method === "GET" && url.pathname.startsWith("/assets/")) {
    event.respondWith(kept(request.url).then((file) => file ?? fetch(request)));
  }
};

const open = async (request, url) => {
  if (await changes()) return new Response(HAND_OVER, { headers: { Refresh: `${turns}`, "Content-Type": "text/html" } });
  const own = SHELL.pages[url.pathname];
  const isAnswer = Date.now() - sentAt < SHORT;
  if (own && !isAnswer) return (await kept(own)) ?? fetch(request);
  return inTime(fetch(request)).catch(async () => (await kept(own ?? instead(url.pathname))) ?? Response.error());
};

/** Somebody's code, opened by the phone's own camera, gets the scanner, which reads it off the address. */
const instead = (path) => (/^\/[pb]\//i.test(path) ? "/shell/scan" : "/shell/kept");

const inTime = (response) =>
  Promise.race([response, new Promise((_, reject) => setTimeout(() => reject(new Error("too slow")), PACE.patience))]);

/** Forms go to the server alone. When they cannot, a page says so, and going back finds what was typed. */
const sending = (event, url) => {
  if (/^\/(sign-out|devices)\b/.test(url.pathname)) return; // the answer may end this very worker
  const answered = fetch(event.request).then((response) => {
    sentAt = Date.now();
    return response;
  });
  event.respondWith(answered.catch(() => Response.redirect("/kept?unsent", 303)));
};

/**
 * Whether the new worker takes over now. A page is never handed to another edition while it is open: only when the one
 * page that is open is being left does the new worker begin, asked by an empty page in between. That page asks for
 * nothing before the former worker has ended: Chromium never answers what reaches a worker that is just ending.
 * Where the change takes longer than a second, the page asks again; after three times the former edition goes on.
 */
const changes = async () => {
  if (!registration.waiting || turns >= 3) return false;
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length !== 1 || pages[0].visibilityState !== "visible") return false;
  turns += 1;
  return true;
};

const HAND_OVER = `<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><script>
  const { serviceWorker } = navigator;
  serviceWorker.oncontrollerchange = () => location.reload();
  serviceWorker.ready.then(({ waiting }) => waiting?.postMessage({ do: "take-over" }));
</script>`;
