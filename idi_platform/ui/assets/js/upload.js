// Photographs: a preview and a bar for each. With data-upload-url each file goes up at once and alone, and can be tried
// again alone; without it the files travel with the form (htmx reports the bytes, the bars share them out in order).
function words(box) {
  return { waiting: box.dataset.waiting, sending: box.dataset.sending, stored: box.dataset.stored, failed: box.dataset.failed };
}

function entry(box, file) {
  const item = box.querySelector("template").content.firstElementChild.cloneNode(true);
  item.querySelector(".upload-name").textContent = file.name;
  item.querySelector("progress").setAttribute("aria-label", file.name);
  if (file.type.startsWith("image/")) {
    const image = document.createElement("img");
    image.alt = "";
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    image.addEventListener("error", () => image.remove(), { once: true });
    item.querySelector(".upload-thumb").replaceWith(image);
  }
  box.querySelector(".upload-list").append(item);
  return item;
}

function state(item, word, share) {
  item.querySelector(".upload-state").textContent = word;
  const bar = item.querySelector("progress");
  if (share !== undefined) bar.value = share;
}

function send(box, item, file) {
  const say = words(box);
  const body = new FormData();
  body.append(box.dataset.uploadName, file);
  const request = new XMLHttpRequest();
  request.open("POST", box.dataset.uploadUrl);
  const headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.upload.addEventListener("progress", (event) => state(item, say.sending, event.loaded / event.total));
  request.addEventListener("load", () => {
    if (request.status >= 200 && request.status < 300) {
      // The server answers with the item as it stands now: name, link, and a hidden field with the file's id.
      item.outerHTML = request.responseText;
    } else {
      fail(box, item, file, request.getResponseHeader("X-Reason") ? decodeURIComponent(request.getResponseHeader("X-Reason")) : say.failed);
    }
  });
  request.addEventListener("error", () => fail(box, item, file, say.failed));
  item.classList.remove("is-failed");
  item.querySelector("[data-retry]").hidden = true;
  state(item, say.waiting, 0);
  request.send(body);
}

function fail(box, item, file, word) {
  item.classList.add("is-failed");
  state(item, word, 0);
  const retry = item.querySelector("[data-retry]");
  retry.hidden = false;
  retry.onclick = () => send(box, item, file);
}

document.addEventListener("change", (event) => {
  const box = event.target.closest(".upload");
  if (!box || event.target.type !== "file") return;
  const files = [...event.target.files];
  if (box.dataset.uploadUrl) {
    for (const file of files) send(box, entry(box, file), file);
    event.target.value = "";
    return;
  }
  box.querySelector(".upload-list").replaceChildren();
  for (const file of files) state(entry(box, file), words(box).waiting, 0);
});

document.addEventListener("htmx:xhr:progress", (event) => {
  const box = event.target.querySelector?.(".upload:not([data-upload-url])");
  if (!box || !event.detail.lengthComputable) return;
  const files = box.querySelector("input[type=file]").files;
  let rest = event.detail.loaded;
  [...box.querySelectorAll(".upload-item")].forEach((item, index) => {
    const size = files[index]?.size || 1;
    const share = Math.max(0, Math.min(1, rest / size));
    state(item, share >= 1 ? words(box).stored : words(box).sending, share);
    rest -= size;
  });
});
