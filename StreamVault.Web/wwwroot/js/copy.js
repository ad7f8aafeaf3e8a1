// Copies text without the circuit, because browsers allow it only while they handle a click.
const CONFIRMATION_TIME = 2500;
// For text that was copied without a click on its button: the user has to find the message first.
const LONG_CONFIRMATION_TIME = 8000;

export async function copy(text) {
  if (navigator.clipboard && isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed. The older API may be.
      return copyWithSelection(text);
    }
  }

  return copyWithSelection(text);
}

// The clipboard API needs a secure context, which plain HTTP on a home network isn't.
function copyWithSelection(text) {
  const area = document.createElement("textarea");
  const before = document.activeElement;
  area.value = text;
  area.className = "visually-hidden";
  area.setAttribute("aria-hidden", "true");
  // Prevents the on-screen keyboard. iOS needs an explicit range.
  area.readOnly = true;
  document.body.append(area);
  area.select();
  area.setSelectionRange(0, text.length);
  const done = document.execCommand("copy");
  area.remove();
  before?.focus?.({ preventScroll: true });
  return done;
}

export function showResult(button, done, duration = CONFIRMATION_TIME) {
  button.classList.add(done ? "copied" : "not-copied");
  setTimeout(() => button.classList.remove("copied", "not-copied"), duration);
  announce(done ? "Copied" : "Couldn't copy. Select the text and copy it manually");
}

function announce(text) {
  let status = document.getElementById("copy-status");
  if (!status) {
    status = document.createElement("p");
    status.id = "copy-status";
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    document.querySelector("main")?.append(status);
  }

  status.textContent = "";
  requestAnimationFrame(() => (status.textContent = text));
}

// Safari lets a page copy only while it handles a click, but the text comes later from the server. So copying starts with the
// click, with a promise of the text.
const TEXT_TIMEOUT = 15_000;
let pending = null;

function startCopying() {
  pending?.give(null);
  const text = new Promise((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error("No answer")), TEXT_TIMEOUT);
    pending = {
      give(answer) {
        clearTimeout(timeout);
        if (answer === null) {
          reject(new Error("Replaced"));
        } else {
          resolve(new Blob([answer], { type: "text/plain" }));
        }
      },
    };
  });
  pending.done = navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]).then(
    () => true,
    () => false,
  );
}

document.addEventListener(
  "submit",
  (event) => {
    if (event.target.matches("[data-copies-result]") && isSecureContext && globalThis.ClipboardItem) {
      startCopying();
    }
  },
  true,
);

// Copies an element's text that has just come from the server, and shows the result on the element.
export async function copyFrom(element) {
  if (!element) {
    return;
  }

  const text = element.dataset.copy;
  const copying = pending;
  pending = null;
  copying?.give(text);
  const done = (await copying?.done) || (await copy(text));
  element.scrollIntoView({ block: "nearest" });
  showResult(element, done, LONG_CONFIRMATION_TIME);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    showResult(button, await copy(button.dataset.copy));
  }
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("[data-select-all]")) {
    event.target.select();
  }
});
