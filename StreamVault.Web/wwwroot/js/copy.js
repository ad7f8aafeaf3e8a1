// Copying without the circuit, so that it happens within the click. "Copied" stands where the eye is.
const SAY_FOR = 2500;
// The user didn't click this button, so the message stays longer.
const SAY_UNASKED_FOR = 8000;

export async function copy(text) {
  if (navigator.clipboard && isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed here: the older way may be.
      return copyByHand(text);
    }
  }

  return copyByHand(text);
}

// Plain http on a home network is no secure context and has no clipboard of its own.
function copyByHand(text) {
  const area = document.createElement("textarea");
  const before = document.activeElement;
  area.value = text;
  area.className = "visually-hidden";
  area.setAttribute("aria-hidden", "true");
  // No keyboard comes up on a phone, and iOS selects only a range.
  area.readOnly = true;
  document.body.append(area);
  area.select();
  area.setSelectionRange(0, text.length);
  const done = document.execCommand("copy");
  area.remove();
  before?.focus?.({ preventScroll: true });
  return done;
}

export function celebrate(button, done, sayFor = SAY_FOR) {
  button.classList.add(done ? "copied" : "not-copied");
  setTimeout(() => button.classList.remove("copied", "not-copied"), sayFor);
  say(done ? "Copied" : "Could not copy: select the text and copy it yourself");
}

function say(words) {
  let voice = document.getElementById("copy-voice");
  if (!voice) {
    voice = document.createElement("p");
    voice.id = "copy-voice";
    voice.className = "visually-hidden";
    voice.setAttribute("role", "status");
    document.querySelector("main")?.append(voice);
  }

  voice.textContent = "";
  requestAnimationFrame(() => (voice.textContent = words));
}

// Safari lets a page copy only while it handles the click, but the server has yet to answer it. So the copy begins with the
// click and gets its text later.
const ANSWER_WITHIN = 15_000;
let begun = null;

function begin() {
  begun?.give(null);
  const text = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("No answer")), ANSWER_WITHIN);
    begun = {
      give(answer) {
        clearTimeout(late);
        if (answer === null) {
          reject(new Error("Replaced"));
        } else {
          resolve(new Blob([answer], { type: "text/plain" }));
        }
      },
    };
  });
  begun.done = navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]).then(
    () => true,
    () => false,
  );
}

document.addEventListener(
  "submit",
  (event) => {
    if (event.target.matches("[data-copies-result]") && isSecureContext && globalThis.ClipboardItem) {
      begin();
    }
  },
  true,
);

// For a text that only just came from the server: copies what the element offers and shows it there.
export async function copyFrom(element) {
  if (!element) {
    return;
  }

  const text = element.dataset.copy;
  const copying = begun;
  begun = null;
  copying?.give(text);
  const done = (await copying?.done) || (await copy(text));
  element.scrollIntoView({ block: "nearest" });
  celebrate(element, done, SAY_UNASKED_FOR);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    celebrate(button, await copy(button.dataset.copy));
  }
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("[data-select-all]")) {
    event.target.select();
  }
});
