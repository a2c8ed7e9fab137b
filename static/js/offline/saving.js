// Hands the rescue file to the person, as a download.

import { now } from "./clock.js";
import { file } from "./rescue.js";

export const save = async () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await file());
  link.download = `eventnet-${now().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
