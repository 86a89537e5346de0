import htmx from "htmx.org";
import "./forms.js";
import "./keys.js";
import "./menus.js";
import "./preferences.js";
import "./progress.js";
import "./upload.js";

window.htmx = htmx;

// What a page asks for by itself, every so often, is no visit: the server leaves the session's idle limit alone.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.getAttribute("hx-trigger")?.startsWith("every")) event.detail.headers["X-By-Itself"] = "1";
});

// A session that has ended answers with the sign-in page, which is no part of this one: the whole page goes there.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.pathInfo.responsePath?.startsWith("/sign-in/")) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});

// htmx leaves the page as it is when an answer is an error; a form's errors (422) must be shown all the same.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// The search fields' live answer: say how many were found.
document.addEventListener("htmx:afterSettle", (event) => {
  const count = event.target.querySelector?.("[data-announce]");
  const live = document.getElementById("live");
  if (count && live) live.textContent = count.textContent.trim();
});

// A link's token stands behind #, where no server and no log sees it: into the form with it, and out of the address.
const token = document.querySelector("[data-from-hash]");
if (token && location.hash.length > 1) {
  token.value = decodeURIComponent(location.hash.slice(1));
  token.closest(".field").hidden = true;
  history.replaceState(null, "", location.pathname);
}
