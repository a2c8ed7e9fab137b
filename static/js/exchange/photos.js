// A photo of a code does the same as the camera. Where this browser cannot read it, the server does, if there is one.
import { readPhoto } from "./decoder.js";

/** @param {HTMLFormElement} form @param {{found: (text: string) => void, problem: (key: string) => void}} page */
export default (form, { found, problem }) => {
  const input = form.elements.photo;

  const look = async () => {
    const [photo] = input.files;
    if (!photo) return;
    try {
      const text = await readPhoto(photo);
      text ? found(text) : problem("no-code");
    } catch {
      const canSend = form.hasAttribute("action") && navigator.onLine;
      return canSend ? form.submit() : problem("photo-later");
    }
    input.value = "";
  };

  input.addEventListener("change", look);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
  });
};
