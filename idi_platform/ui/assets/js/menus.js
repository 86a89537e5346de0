// Menus are <details>: they work without script. With it, one is open at a time and Escape gives the focus back.
document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details.menu") || !event.target.open) return;
  for (const other of document.querySelectorAll("details.menu[open]")) if (other !== event.target) other.open = false;
}, true);

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// What is marked so stands open where there is room for it, and folded on a phone.
if (window.matchMedia("(max-width: 639.98px)").matches) {
  for (const fold of document.querySelectorAll("details[data-fold]")) fold.open = false;
}
