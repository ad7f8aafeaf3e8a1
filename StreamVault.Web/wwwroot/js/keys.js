// Single-key shortcuts on every page, except while the user is typing or has turned them off.
import { defineSwitch, read } from "./preferences.js";

const SECOND_KEY_TIMEOUT = 1500;
let waitsUntil = 0;

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]") != null;
}

function go(letter) {
  const link = document.querySelector(`[data-go="${CSS.escape(letter)}"]`);
  link?.click();
  return link != null;
}

function press(key) {
  if (performance.now() < waitsUntil) {
    waitsUntil = 0;
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
      waitsUntil = performance.now() + SECOND_KEY_TIMEOUT;
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

// Captures the event: the second key after g must not reach the player, where the same letters have other meanings.
document.addEventListener(
  "keydown",
  (event) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (hasModifier || read("keys") === "off" || isTyping(event.target) || document.querySelector("dialog[open]")) {
      return;
    }

    if (press(event.key)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  },
  true,
);

defineSwitch("keys-switch", "keys", "Use single-key shortcuts");

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-keys]")) {
    showHelp();
  }
});

// MudBlazor closes a menu with Esc only while the focus is in it, and after a click it is on the button. A click on the layer
// behind the menu closes it in any case.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.querySelector(".mud-popover-open")) {
    document.querySelector(".mud-overlay:not(.mud-overlay-dialog)")?.click();
  }
});
