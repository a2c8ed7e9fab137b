// The contacts as the phone has them: name, headline, organisation, note and promises, to be read without a network.

import { asked, of, within } from "./database.js";
import { ask } from "./network.js";

const ADDRESS = "/api/v1/contacts";
const isPage = (data) => Array.isArray(data.contacts);

/** @param {string|null} person code @returns {Promise<object[]>} the newest first */
export const all = async (person) => {
  if (!person) return [];
  const found = await within(of(person), ["contacts"], "readonly", (store) => asked(store.getAll()));
  return found.sort((one, other) => (one.met_at < other.met_at ? 1 : -1));
};

/**
 * Take over what the server has; what it has no more is gone here, too. Nothing changes unless all pages came.
 * @param {string} person code
 */
export const refresh = async (person) => {
  const last = await within(of(person), ["me"], "readonly", (store) => asked(store.get("contacts")));
  const first = await ask(ADDRESS, isPage, { headers: last ? { "If-None-Match": last.etag } : {} });
  const found = first.status === 200 ? await pages(first) : null;
  if (!found) return;
  const etag = first.data.next ? null : first.response.headers.get("ETag"); // it knows of the first page alone
  await within(of(person), ["contacts", "me"], "readwrite", (store, me) => {
    store.clear();
    for (const contact of found) store.put(contact);
    return asked(etag ? me.put({ key: "contacts", etag }) : me.delete("contacts"));
  });
};

const pages = async (answer) => {
  const found = [];
  for (let page = answer; ; ) {
    if (page.from !== "ours" || page.status !== 200) return null;
    found.push(...page.data.contacts);
    if (!page.data.next) return found;
    page = await ask(`${ADDRESS}?after=${encodeURIComponent(page.data.next)}`, isPage);
  }
};
