import { resumeAfterSignIn } from "./player/place.js";

if (document.querySelector("[data-signs-in]")) {
  resumeAfterSignIn();
}

let leaving = false;

// Whether the user is signing out and this page is about to close.
export const isLeaving = () => leaving;

// Whether the server says that this session has ended. False if it doesn't answer.
export async function hasEnded() {
  const answer = await fetch(new URL("api/sessions", document.baseURI), { cache: "no-store" }).catch(() => null);
  return answer?.status === 401;
}

// Signing out is a request of its own: a cookie cannot be taken away over the circuit.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-sign-out]");
  if (!button) {
    return;
  }

  button.disabled = true;
  // The server closes this page's connection at once; js/reconnect.js has nothing to say about that.
  leaving = true;
  const answer = await fetch(button.dataset.signOut, { method: "POST" }).catch(() => null);
  button.disabled = false;
  if (answer?.ok || answer?.status === 401) {
    location.assign(button.dataset.then);
  } else {
    leaving = false;
    button.lastChild.textContent = "Could not sign out: the server does not answer. Try again";
  }
});
