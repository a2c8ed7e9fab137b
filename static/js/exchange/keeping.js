// From what was read to an item of the queue: with the card that the code itself carries, and whether its event signed it.
import { now } from "../offline/clock.js";
import { me, refresh, whoIsHere } from "../offline/person.js";
import * as queue from "../offline/queue.js";
import { read as readCard, verify } from "./signedcard.js";

/** Resolves when it is on the disk. @param {{code: string, badge?: string, signed?: string}} read of reading.js */
export const keep = async ({ code, badge, signed }) => {
  if (!(await whoIsHere())) await refresh();
  const card = cardIn(signed);
  const verified = card ? await verify(signed, badge, (await me())?.keys ?? [], now()) : "";
  return queue.add({ code, ...(card && { card }), verified });
};

/** @param {string} [signed] the fragment of a code @returns {{name: string, headline: string, organisation: string}|null} */
export const cardIn = (signed) => {
  const said = signed ? readCard(signed) : null;
  return said && { name: said.name, headline: said.headline, organisation: said.organisation };
};

/** @param {string} id @returns {Promise<object|undefined>} the item as it waits now, if no answer has named it yet */
export const stillHere = async (id) =>
  [...(await queue.waiting()), ...(await queue.setAside())].find((item) => item.id === id);
