// Signing out empties the phone. What is only on this phone is asked about first; without the server nothing happens.
import { forget } from "../offline/person.js";
import { setAside, waiting } from "../offline/queue.js";
import { save } from "../offline/saving.js";
import { send } from "../offline/sync.js";

const PATIENCE = 8000;

export default (form) => {
  const dialog = document.querySelector("#sign-out");
  const title = dialog.querySelector("h2");
  const said = dialog.querySelector("[data-said]");
  const say = (what) => (said.textContent = what ? said.dataset[what] : "");

  const ask = async () => {
    const [wait, aside] = [(await waiting()).length, (await setAside()).length];
    const count = wait + aside;
    if (count === 0) return leave();
    title.textContent = (count === 1 ? title.dataset.one : title.dataset.many).replace("{n}", count);
    show(true);
    dialog.querySelector("[data-send]").hidden = wait === 0;
    if (wait === 0) say("rest");
    return undefined;
  };

  const show = (asks) => {
    for (const part of dialog.querySelectorAll("[data-asks]")) part.hidden = !asks;
    if (!asks) title.textContent = title.dataset.none;
    if (!dialog.open) dialog.showModal();
  };

  /** Nothing is wiped before the server can be reached: half signed out would be neither. */
  const leave = async () => {
    if (!(await reached())) {
      say("offline");
      return dialog.open || show(false);
    }
    const isEmpty = await Promise.race([empty(), new Promise((done) => setTimeout(done, 3000, true))]);
    // Then the server's answer empties it, too; but what somebody before has not sent must stay.
    const value = isEmpty ? "emptied" : "kept";
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "phone", value }));
    form.submit();
  };

  const sendFirst = async () => {
    const { state, left } = await send();
    const aside = (await setAside()).length;
    if (left + aside === 0) return leave();
    say(state === "signed-out" ? "ended" : left ? "unsent" : "rest");
    return ask();
  };

  const on = (name, work) => {
    const button = dialog.querySelector(`[data-${name}]`);
    button.onclick = async () => {
      button.disabled = true;
      await work();
      button.disabled = false;
    };
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say("");
    on("send", sendFirst);
    on("rescue", () => save().then(() => say("saved")));
    on("drop", leave);
    on("stay", () => dialog.close());
    ask().catch(() => form.submit()); // a browser that keeps nothing has nothing to lose
  });
};

const reached = async () => {
  try {
    const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE) });
    return (await answer.text()) === "ok\n"; // a captive portal says something else
  } catch {
    return false;
  }
};

const empty = async () => {
  const isEmpty = await forget();
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) await registration.unregister();
  return isEmpty;
};
