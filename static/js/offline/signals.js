// What the offline part says to pages: signals.addEventListener("queue" | "answered" | "state" | "person", (event) => event.detail).
// Other tabs of this browser hear it, too, apart from "kept".

export const signals = new EventTarget();

const others = globalThis.BroadcastChannel ? new BroadcastChannel("eventnet") : null;

const say = (name, detail) => signals.dispatchEvent(new CustomEvent(name, { detail }));

/**
 * @param {"queue"|"answered"|"state"|"person"} name
 *   queue: what waits has changed · answered: {item, result} · state: {state, left} · person: code or null
 * @param {*} [detail] something that can be cloned
 */
export const tell = (name, detail = null) => {
  say(name, detail);
  others?.postMessage({ name, detail });
};

/** Something new to send. Said in this tab alone, since one tab is enough to send it. */
export const tellHere = () => say("kept", null);

others?.addEventListener("message", ({ data }) => say(data.name, data.detail));
