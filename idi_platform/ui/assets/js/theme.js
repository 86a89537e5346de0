// Runs before the first paint: a reader who follows the system must not see a flash of the other theme.
const root = document.documentElement;
const night = window.matchMedia("(prefers-color-scheme: dark)");

function follow() {
  const wish = root.dataset.theme;
  root.dataset.bsTheme = wish === "system" ? (night.matches ? "dark" : "light") : wish;
}

follow();
night.addEventListener("change", follow);
document.addEventListener("idi:theme", follow);
