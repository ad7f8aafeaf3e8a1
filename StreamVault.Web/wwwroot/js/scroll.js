// Restores the scroll position when the user returns to a long list. Positions are stored per address for this tab.
const RECENTLY = 4000;
let returnedAt = performance.getEntriesByType("navigation")[0]?.type === "navigate" ? -RECENTLY : 0;

addEventListener("popstate", () => (returnedAt = performance.now()));

const key = () => `place:${location.pathname}${location.search}`;

export function remember(position) {
  sessionStorage.setItem(key(), JSON.stringify(position));
}

// Returns the position stored for this address if the user just returned to it or reloaded it, else null.
export function recall() {
  const isRecent = performance.now() - returnedAt < RECENTLY;
  const stored = sessionStorage.getItem(key());
  return isRecent && stored ? JSON.parse(stored) : null;
}
