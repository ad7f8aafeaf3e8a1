// The playback position when the session ended. Stored for this tab until the user has signed in again.
const LAST = "player-last";
const RESUME = "player-resume";

export function keepPlace(source, at, playing) {
  sessionStorage.setItem(LAST, JSON.stringify({ source, at, playing }));
}

// Call on the sign-in page. The last video resumes after signing in.
export function resumeAfterSignIn() {
  const last = sessionStorage.getItem(LAST);
  if (last) {
    sessionStorage.setItem(RESUME, last);
  }
}

// Returns the saved position of this video once, or null.
export function takePlace(source) {
  const place = JSON.parse(sessionStorage.getItem(RESUME));
  if (place?.source !== source) {
    return null;
  }

  sessionStorage.removeItem(RESUME);
  return place;
}
