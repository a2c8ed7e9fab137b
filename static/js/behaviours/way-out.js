// Straight to where the other is; that it was used is told to the server meanwhile. Without this, a page lies between.
export default (form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" }).catch(() => {});
    const { url } = form.dataset;
    if (url.startsWith("https:")) window.open(url, "_blank", "noopener,noreferrer");
    else location.href = url;
  });
};
