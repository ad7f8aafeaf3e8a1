// Single keys that work on every page, unless a person types or has switched them off.
import { choose, read } from "./preferences.js";

const WAIT_AFTER_G = 1500;
let goingUntil = 0;

function typing(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]") != null;
}

function go(letter) {
  const link = document.querySelector(`[data-go="${CSS.escape(letter)}"]`);
  link?.click();
  return link != null;
}

function press(key) {
  if (performance.now() < goingUntil) {
    goingUntil = 0;
    return go(key);
  }

  switch (key) {
    case "/":
      document.querySelector("[data-search]")?.focus();
      return true;
    case "u":
      document.querySelector("[data-add-videos]")?.click();
      return true;
    case "g":
      goingUntil = performance.now() + WAIT_AFTER_G;
      return true;
    case "?":
      showHelp();
      return true;
    default:
      return false;
  }
}

function showHelp() {
  const dialog = document.getElementById("key-help");
  if (dialog && !dialog.open) {
    dialog.showModal();
  }
}

// Capturing: the second key after g must not reach the player, where the same letters mean something else.
document.addEventListener(
  "keydown",
  (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain || read("keys") === "off" || typing(event.target) || document.querySelector("dialog[open]")) {
      return;
    }

    if (press(event.key)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  },
  true,
);

// A switch of its own kind, because nothing tells a plain box that it has come onto the page.
class KeysSwitch extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input") ?? document.createElement("input");
    Object.assign(this.box, { type: "checkbox", checked: read("keys") !== "off" });
    this.box.setAttribute("aria-label", "Use single-key shortcuts");
    this.box.addEventListener("change", () => choose("keys", this.box.checked ? "" : "off"));
    document.addEventListener("preference", this.#show);
    this.append(this.box);
  }

  disconnectedCallback() {
    document.removeEventListener("preference", this.#show);
  }

  #show = () => {
    this.box.checked = read("keys") !== "off";
  };
}

customElements.define("keys-switch", KeysSwitch);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-keys]")) {
    showHelp();
  }
});
