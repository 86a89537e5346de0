// Passkeys: a form with data-passkey="create" or "get" asks the browser for a credential before it is sent.
// data-options holds what the server asks for, or data-options-url says where to fetch it.
// webauthnJSON is allauth's copy of github/webauthn-json, loaded before this file.
async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function fill(form) {
  const asked = await options(form);
  const credential = await (form.dataset.passkey === "create" ? window.webauthnJSON.create(asked) : window.webauthnJSON.get(asked));
  form.querySelector("[name=credential]").value = JSON.stringify(credential);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const told = form.querySelector("[data-passkey-failed]");
  if (!window.PublicKeyCredential) {
    form.hidden = true;
    continue;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.hidden = true;
    try {
      await fill(form);
      form.submit();
    } catch {
      told.hidden = false;
    }
  });
}
