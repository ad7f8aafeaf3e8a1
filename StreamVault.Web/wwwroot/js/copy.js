// Copying without the circuit, so that it happens within the click. "Copied" stands where the eye is.
const SAY_FOR = 2500;

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
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus?.({ preventScroll: true });
  return done;
}

export function celebrate(button, done) {
  button.classList.add(done ? "copied" : "not-copied");
  setTimeout(() => button.classList.remove("copied", "not-copied"), SAY_FOR);
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

// For a text that only just came from the server: copies what the element offers and shows it there.
export async function copyFrom(element) {
  if (element) {
    celebrate(element, await copy(element.dataset.copy));
  }
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
