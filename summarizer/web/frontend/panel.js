// A part of the page that the server wrote as HTML, escaped there. It leads links inside the part
// to their targets, tells the server of buttons, copies, and edits sentences in place.
//
// data: html, words, editing: {key, done, failed: {number, message}|null}|null
// trigger "action": {name, value}; trigger "edit": {id, language, text, number}

const COPIED = 2000; // ms that a copy button says so
const PATIENCE = 5000; // ms that a saved sentence may wait for its answer

function go(host, id) {
  const root = host.getRootNode();
  let target = root.getElementById(id);
  if (!target) return;
  for (let part = target.parentElement; part; part = part.parentElement) {
    if (part.tagName === "DETAILS") part.open = true;
  }
  host.querySelectorAll(".targeted").forEach((old) => old.classList.remove("targeted"));
  target.classList.add("targeted");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  const focusable = target.querySelector("a[href], button") ?? target;
  if (focusable === target) target.tabIndex = -1;
  focusable.focus({ preventScroll: true });
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard without https: the old way.
    const box = document.createElement("textarea");
    box.value = text;
    box.style.position = "fixed";
    box.style.opacity = "0";
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    button.focus();
  }
  const before = button.dataset.label ?? button.textContent;
  button.dataset.label = before;
  button.textContent = button.dataset.copied ?? before;
  setTimeout(() => { button.textContent = before; }, COPIED);
}

// --- editing a sentence in place -----------------------------------------------------------------

const stored = (key) => {
  try { return JSON.parse(sessionStorage.getItem(key) ?? "null"); } catch { return null; }
};
const store = (key, value) => {
  try {
    if (value) sessionStorage.setItem(key, JSON.stringify(value)); else sessionStorage.removeItem(key);
  } catch { /* the box itself still holds the text */ }
};

function close(host) {
  const side = host.querySelector(".editing");
  if (side) {
    side.querySelector(".editor").remove();
    side.querySelector(".actions").remove();
    side.classList.remove("editing");
    for (const part of side.children) part.hidden = false;
    side.querySelector(".edit")?.focus();
  }
  store(host.api.data.editing?.key, null);
}

// What is saved while the server is away does not reach it, so it is said again until it answers.
function send(host) {
  if (!host.api.unanswered || !host.isConnected) return;
  host.api.setTriggerValue("edit", host.api.unanswered);
  setTimeout(send, PATIENCE, host);
}

function open(host, side, text) {
  if (host.querySelector(".editing")) {
    if (host.querySelector(".editing") === side) return;
    close(host);
  }
  const { words, editing } = host.api.data;
  const before = side.querySelector(".said").textContent.trim();
  const { id, language } = side.dataset;
  for (const part of side.children) part.hidden = true;
  side.classList.add("editing");

  const box = document.createElement("textarea");
  box.className = "editor";
  box.lang = language;
  box.rows = 2;
  box.value = text ?? before;
  box.setAttribute("aria-label", side.querySelector(".edit").getAttribute("aria-label"));
  const actions = document.createElement("span");
  actions.className = "actions";
  actions.lang = host.querySelector(".brief").lang;
  const save = document.createElement("button");
  save.type = "button";
  save.className = "save";
  save.textContent = words.save;
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.textContent = words.cancel;
  const hint = document.createElement("span");
  hint.setAttribute("role", "status");
  hint.className = "hint-keys";
  hint.textContent = words.hint;
  actions.append(save, cancel, hint);
  side.append(box, actions);

  const submit = () => {
    const value = box.value.replace(/\s+/g, " ").trim();
    if (value === before) { close(host); return; }
    host.api.number += 1;
    box.readOnly = true;
    hint.textContent = words.saving;
    host.api.unanswered = { id, language, text: value, number: host.api.number };
    send(host);
  };
  box.addEventListener("input", () => store(editing.key, { id, language, text: box.value }));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(host); }
  });
  save.addEventListener("click", submit);
  cancel.addEventListener("click", () => close(host));
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}

function side_of(host, { id, language }) {
  return [...host.querySelectorAll(".side[data-id]")].find(
    (side) => side.dataset.id === id && side.dataset.language === language && side.querySelector(".edit"),
  );
}

// --- the part --------------------------------------------------------------------------------------

function build(root, api) {
  const host = document.createElement("div");
  host.className = "puente";
  host.api = api;
  root.append(host);
  host.addEventListener("click", (event) => {
    const found = event.target.closest("a[href^='#'], [data-action], [data-copy], button.edit");
    if (!found) return;
    if (found.matches("button.edit")) {
      open(host, found.closest(".side"));
    } else if (found.dataset.copy !== undefined) {
      copy(found, found.dataset.copy);
    } else if (found.dataset.action !== undefined) {
      event.preventDefault();
      host.api.setTriggerValue("action", { name: found.dataset.action, value: found.dataset.value ?? "" });
    } else {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(host, found.getAttribute("href").slice(1));
    }
  });
  host.addEventListener("mouseover", (event) => follow(host, event.target));
  host.addEventListener("focusin", (event) => follow(host, event.target));
  return host;
}

// Where the article stands beside the brief, it scrolls to the source of what is read.
function follow(host, target) {
  const pair = target.closest?.(".pair[data-k]");
  if (!pair || pair === host.followed) return;
  host.followed = pair;
  const rail = host.querySelector(".article");
  const source = host.querySelector(`.src[data-cites~="${pair.dataset.k}"]`);
  if (!rail || !source || getComputedStyle(rail).position !== "sticky") return;
  const place = source.getBoundingClientRect();
  const frame = rail.getBoundingClientRect();
  if (place.top >= frame.top && place.bottom <= frame.bottom) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  rail.scrollTo({
    top: rail.scrollTop + place.top - frame.top - frame.height / 3,
    behavior: calm ? "auto" : "smooth",
  });
}

function show(host, html) {
  if (host.shown === html) return;
  const choice = host.querySelector(".switch input:checked")?.value;
  const opened = [...host.querySelectorAll("details")].map((part) => part.open);
  const focused = host.getRootNode().activeElement?.closest?.(".side[data-id]")?.dataset;
  host.innerHTML = html;
  host.shown = html;
  const again = choice && host.querySelector(`.switch input[value="${CSS.escape(choice)}"]`);
  if (again) again.checked = true;
  host.querySelectorAll("details").forEach((part, place) => {
    if (place in opened) part.open = opened[place];
  });
  if (focused) side_of(host, focused)?.querySelector(".edit")?.focus({ preventScroll: true });
}

export default function (component) {
  const { data, parentElement: root, setTriggerValue } = component;
  let host = root.querySelector(".puente");
  if (!host) host = build(root, { number: Date.now() % 1e9, seen: 0 });
  const { api } = host;
  Object.assign(api, { data, setTriggerValue });
  const { editing } = data;

  if (editing?.done === api.number) store(editing.key, null);
  const unsaved = editing ? stored(editing.key) : null;
  const live = host.querySelector(".editing");
  if ([editing?.done, editing?.failed?.number].includes(api.number)) api.unanswered = null;
  if (editing?.failed?.number === api.number && live) {
    live.querySelector(".editor").readOnly = false;
    live.querySelector(".hint-keys").textContent = editing.failed.message;
    return;
  }
  if (live && editing?.done === api.number && host.shown === data.html) close(host);
  if (host.shown !== data.html) {
    show(host, data.html);
    // Words that were being typed outlive a reload and a change of the brief around them.
    const side = unsaved && side_of(host, unsaved);
    if (side) open(host, side, unsaved.text);
  }
}
