// The last way out: what waits, as a file.

import { whoIsHere } from "./person.js";
import { asScan, everything } from "./queue.js";

/** @returns {Promise<Blob>} the queue, also what is set aside, as JSON: the body that POST /api/v1/scans takes */
export const file = async () => {
  const person = await whoIsHere();
  const scans = person ? (await everything(person)).map(asScan) : [];
  return new Blob([JSON.stringify({ scans, person: person ?? undefined }, null, 1)], { type: "application/json" });
};
