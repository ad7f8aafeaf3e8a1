// After a click on "Play all", "Next" and the like, the player that opens starts by itself.
import { defineSwitch } from "./preferences.js";

const KEY = "autostart";
const VALID_FOR = 10_000;

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-autostart]")) {
    sessionStorage.setItem(KEY, String(Date.now()));
  }
});

// Returns whether the player that has just opened should start.
export function takeAutostart() {
  const clickedAt = Number(sessionStorage.getItem(KEY) ?? 0);
  sessionStorage.removeItem(KEY);
  return Date.now() - clickedAt < VALID_FOR;
}

defineSwitch("autoplay-switch", "autoplay", "Play the next video automatically");
