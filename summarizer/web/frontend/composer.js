// The paste box. What is typed is kept in the tab (sessionStorage) until it is cleared, so that
// a reload, a lost connection or an error loses nothing, and no other tab or person sees it.
//
// data: words, limit (characters), push: {number, text|null}, key (of the storage)
// state "draft": {text, applied, length}; trigger "submit": {text, applied, length}

const PAUSE = 350; // ms after the last key before the server reads along

function kept(key) {
  try { return sessionStorage.getItem(key) ?? ""; } catch { return ""; }
}

function keep(key, text) {
  try {
    if (text) sessionStorage.setItem(key, text); else sessionStorage.removeItem(key);
  } catch { /* private mode or full: the box itself still holds the text */ }
}

function build(root, api) {
  const host = document.createElement("div");
  host.className = "puente composer";
  host.innerHTML = `
    <div class="over"><label for="text"></label><button type="button" class="clear"></button></div>
    <textarea id="text" rows="11" spellcheck="false" autocomplete="off"></textarea>`;
  root.append(host);
  const box = host.querySelector("textarea");
  let timer;

  const draft = () => {
    const { limit } = api.data;
    const length = box.value.length;
    // Far beyond the limit the server need not get the text to say so.
    return { text: length > 2 * limit ? "" : box.value, applied: api.applied, length };
  };
  const send = () => {
    clearTimeout(timer);
    timer = undefined;
    api.setStateValue("draft", draft());
  };
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { keep(api.data.key, box.value); send(); }, PAUSE);
    host.classList.toggle("empty", !box.value);
  };

  box.addEventListener("input", changed);
  box.addEventListener("blur", () => { if (timer) { keep(api.data.key, box.value); send(); } });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      clearTimeout(timer);
      timer = undefined;
      keep(api.data.key, box.value);
      api.setTriggerValue("submit", draft());
    }
  });
  addEventListener("pagehide", () => keep(api.data.key, box.value));
  host.querySelector(".clear").addEventListener("click", () => {
    box.value = "";
    keep(api.data.key, "");
    changed();
    send();
    box.focus();
  });

  api.set = (text) => {
    box.value = text;
    keep(api.data.key, text);
    host.classList.toggle("empty", !text);
    send();
  };
  api.value = () => box.value;
  host.api = api;
  return host;
}

export default function (component) {
  const { data, parentElement: root, setStateValue, setTriggerValue } = component;
  let host = root.querySelector(".composer");
  if (!host) host = build(root, { data, applied: 0, setStateValue, setTriggerValue });
  const { api } = host;
  Object.assign(api, { data, setStateValue, setTriggerValue });

  host.querySelector("label").textContent = data.words.label;
  host.querySelector("textarea").placeholder = data.words.placeholder;
  host.querySelector(".clear").textContent = data.words.clear;

  if (data.push.number !== api.applied && data.push.text !== null) {
    api.applied = data.push.number;
    // A fresh page gets back what this tab had; a sample or a page come back to brings its own.
    api.set(data.push.text || (api.value() || kept(data.key)));
  } else if (api.applied === 0 && !api.asked) {
    api.asked = true; // the server believes that this box has the text already
    setStateValue("draft", { text: "", applied: 0, length: 0 });
  }
}
