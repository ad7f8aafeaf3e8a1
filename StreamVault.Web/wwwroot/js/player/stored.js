// What the player remembers in this browser. Without storage, as in some private windows, it forgets it with the page.
const PREFIX = "player-";

export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, String(value));
  } catch {
    // The value applies until the page is left.
  }
}
