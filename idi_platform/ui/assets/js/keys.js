// "/" searches, j and k walk a table's rows, Enter opens the row, "?" shows the keys. Never while typing.
const TYPING = "input, textarea, select, [contenteditable]";

function rows() {
  return [...document.querySelectorAll("table[data-walk] tbody tr")];
}

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.classList.contains("is-here"));
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  all[here]?.classList.remove("is-here");
  next.classList.add("is-here");
  const link = next.querySelector("a");
  if (link) link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  "/": () => document.querySelector("[data-search], input[type=search]")?.focus(),
  "?": () => {
    const keys = document.getElementById("keys");
    if (keys?.toggleAttribute("open")) keys.querySelector("summary").focus();
  },
  j: () => walk(1),
  k: () => walk(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(TYPING)) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
