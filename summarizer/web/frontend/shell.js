// What Streamlit has no setting for: the language of the document and remembering which one was
// chosen, its own words, a lost connection, and the word about models that are still loading.
//
// data: language, remember, words: {skip, close, remove, choose, drop, too_large, lost_title, lost,
// failed}

const LATE = 1500; // ms that a connection may be away without a word
const ASKING = 1000; // ms between two questions whether the models are loaded

const app = () => document.querySelector('[data-testid="stApp"]');
const connected = () => app()?.dataset.testConnectionState === "CONNECTED";

function build() {
  const shell = { words: {}, late: undefined, known: false, away: false, back: () => {} };

  const banner = document.createElement("div");
  banner.className = "puente-lost";
  banner.setAttribute("role", "status");
  document.body.append(banner);

  const lost = () => {
    const title = document.createElement("b");
    title.textContent = shell.words.lost_title;
    banner.replaceChildren(title, ` ${shell.words.lost}`);
  };

  // Nobody need stop writing because the server is away: a line says so in the place of
  // Streamlit's dialog, which is for those who run it.
  const watch = () => {
    if (connected()) {
      clearTimeout(shell.late);
      shell.late = undefined;
      banner.replaceChildren();
      // A server that was started anew knows nothing of this page before it is asked.
      if (shell.away) shell.back();
      shell.away = false;
      return;
    }
    shell.away = shell.away || shell.known;
    shell.late ??= setTimeout(lost, LATE);
    const theirs = document.querySelector(
      '[data-testid="stDialog"]:not(:has([data-testid="stVerticalBlock"])) button',
    );
    if (!theirs) return;
    theirs.click();
    giveBack(20);
  };

  // The dialog takes the focus, and can't give it back into a component.
  let last;
  const deepest = () => {
    let part = document.activeElement;
    while (part?.shadowRoot?.activeElement) part = part.shadowRoot.activeElement;
    return part;
  };
  document.addEventListener("focusin", ({ target }) => {
    if (!target.closest?.('[data-testid="stDialog"]')) last = deepest();
  });
  const giveBack = (frames) => {
    if (deepest() === last || !last?.isConnected || !frames) return;
    last.focus({ preventScroll: true });
    requestAnimationFrame(() => giveBack(frames - 1));
  };

  const say = () => {
    const { words } = shell;
    for (const [place, attribute, text] of [
      ['[data-testid="stSkipToContent"]', null, words.skip],
      ['[data-testid="stDialog"] button[aria-label="Close"]', "aria-label", words.close],
      ['[data-testid="stFileChipDeleteBtn"] button', "aria-label", words.remove],
      ['[data-testid="stFileUploaderDropzone"] > div [data-testid="stBaseButton-borderlessIcon"]', "aria-label", words.choose],
      ['[data-testid="stFileChip"] [role="alert"]', null, words.too_large],
      ['[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p', null, words.choose],
      ['[data-testid="stFileUploaderDropzoneInstructions"] span', null, words.drop],
    ]) {
      if (!text) continue;
      for (const part of document.querySelectorAll(place)) {
        if (attribute && part.getAttribute(attribute) !== text) part.setAttribute(attribute, text);
        if (!attribute && part.textContent !== text) part.textContent = text;
      }
    }
  };

  let asked = false;
  const look = () => {
    asked = false;
    say();
    wait();
  };
  const observer = new MutationObserver(() => {
    watch(); // at once: what is typed must not go to a dialog
    if (!asked) { asked = true; requestAnimationFrame(look); }
  });
  observer.observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-connection-state"],
  });

  // Streamlit could only ask by running the whole page again and again.
  let waiting = false;
  const wait = async () => {
    if (waiting || !document.querySelector(".puente-readiness.loading")) return;
    waiting = true;
    for (let line; (line = document.querySelector(".puente-readiness.loading"));) {
      try {
        const { models } = await (await fetch("api/health")).json();
        if (models.state !== "loading") {
          line.classList.replace("loading", models.state);
          line.textContent = models.state === "failed" ? shell.words.failed : "";
          break;
        }
      } catch { /* the server is away; what is to be said of that is said above */ }
      await new Promise((go) => setTimeout(go, ASKING));
    }
    waiting = false;
  };

  shell.look = () => { watch(); look(); };
  return shell;
}

export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.language;
  if (data.remember) {
    document.cookie = `puente_language=${data.language}; path=/; max-age=31536000; samesite=lax`;
  }
  window.puenteShell ??= build();
  window.puenteShell.words = data.words;
  window.puenteShell.back = () => setStateValue("back", Date.now());
  window.puenteShell.known = true;
  window.puenteShell.look();
}
