import { resumeAfterSignIn } from "./player/place.js";

if (document.querySelector("[data-signs-in]")) {
  resumeAfterSignIn();
}

let leaving = false;

// Whether the user is signing out and this page is about to close.
export const isLeaving = () => leaving;

// Whether the session has ended. False if the server doesn't respond.
export async function hasEnded() {
  const answer = await fetch(new URL("api/sessions", document.baseURI), { cache: "no-store" }).catch(() => null);
  return answer?.status === 401;
}

// Signing out needs a separate request, because a circuit can't delete a cookie.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-sign-out]");
  if (!button) {
    return;
  }

  button.disabled = true;
  // The server closes this page's connection immediately. js/reconnect.js must not report that.
  leaving = true;
  const answer = await fetch(button.dataset.signOut, { method: "POST" }).catch(() => null);
  button.disabled = false;
  if (answer?.ok || answer?.status === 401) {
    location.assign(button.dataset.then);
  } else {
    leaving = false;
    button.lastChild.textContent = "Couldn't sign out: the server doesn't respond. Try again";
  }
});
