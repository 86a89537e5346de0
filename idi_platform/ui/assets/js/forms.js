// A second press of the button is not a second claim: the form goes out once, its hidden idempotency key unchanged.
// The button is blocked after the submit event, so that its own name and value still travel.
function guard(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
  setTimeout(() => block(form, true));
}

function block(form, on) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    button.disabled = on;
    button.setAttribute("aria-busy", String(on));
  }
}

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  block(form, false);
}

document.addEventListener("submit", guard);
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.target.matches?.("form[hx-post]")) return;
  if (event.target.dataset.sent) event.preventDefault();
  else {
    event.target.dataset.sent = "yes";
    block(event.target, true);
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) release(form);
});
// Back from the next page: the browser shows this one as it was left.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
});

// A refused form: the summary is read out, and its links lead to the fields.
function focusSummary(root) {
  root.querySelector("[data-error-summary]")?.focus();
}
document.addEventListener("DOMContentLoaded", () => focusSummary(document));
document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.target));

// Selects that act at once keep a button for readers without script.
document.addEventListener("change", (event) => {
  event.target.closest("[data-submit-on-change]")?.requestSubmit();
});
