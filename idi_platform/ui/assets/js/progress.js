// A long job's share stands in the title too, for a reader who went to another tab.
const title = document.title;

function show() {
  const bar = document.querySelector("progress[data-in-title]");
  document.title = bar && bar.value < bar.max ? `${Math.floor((100 * bar.value) / bar.max)} % · ${title}` : title;
}

document.addEventListener("DOMContentLoaded", show);
document.addEventListener("htmx:afterSettle", show);
