// Coming back to a long list lands where one was: places are kept for each address while the tab lives.
const RECENTLY = 4000;
let cameBackAt = performance.getEntriesByType("navigation")[0]?.type === "navigate" ? -RECENTLY : 0;

addEventListener("popstate", () => (cameBackAt = performance.now()));

const key = () => `place:${location.pathname}${location.search}`;

export function remember(place) {
  sessionStorage.setItem(key(), JSON.stringify(place));
}

// The place kept for this address if the person just came back to it or reloaded it, else null.
export function recall() {
  const recent = performance.now() - cameBackAt < RECENTLY;
  const kept = sessionStorage.getItem(key());
  return recent && kept ? JSON.parse(kept) : null;
}
