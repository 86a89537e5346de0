// The theme changes without a reload, so that a half-filled form is not lost; without script the form posts.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-theme-form]") || !event.submitter) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  fetch(form.action, { method: "POST", body, redirect: "manual" });
  document.documentElement.dataset.theme = event.submitter.value;
  document.dispatchEvent(new Event("idi:theme"));
  for (const button of form.querySelectorAll("button[value]")) {
    button.setAttribute("aria-pressed", String(button === event.submitter));
  }
}, true);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
