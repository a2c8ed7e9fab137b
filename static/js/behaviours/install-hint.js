// Offers the home screen once somebody has exchanged a card here; whoever says no is never asked again.
import { all } from "../offline/contacts.js";
import { accept, whenOffered } from "../offline/install.js";
import { whoIsHere } from "../offline/person.js";

const NO = "eventnet no home screen";
const ON_IOS = "standalone" in navigator; // only Safari on iPhone and iPad has it, and offers nothing by itself

export default async (hint) => {
  const show = async (how) => {
    if (localStorage.getItem(NO) || (await all(await whoIsHere())).length === 0) return;
    for (const line of hint.querySelectorAll("[data-how]")) line.hidden = line.dataset.how !== how;
    hint.querySelector("[data-accept]").hidden = how !== "offered";
    hint.hidden = false;
  };
  hint.querySelector("[data-accept]").addEventListener("click", async () => {
    hint.hidden = true;
    await accept();
  });
  hint.querySelector("[data-dismiss]").addEventListener("click", () => {
    localStorage.setItem(NO, "yes");
    hint.hidden = true;
  });
  if (ON_IOS && !navigator.standalone) await show("by-hand");
  else whenOffered(() => show("offered"));
};
