import { resumeAfterSignIn } from "./player/place.js";

if (document.querySelector("[data-signs-in]")) {
  resumeAfterSignIn();
}

// Signing out is a request of its own: a cookie cannot be taken away over the circuit.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-sign-out]");
  if (!button) {
    return;
  }

  button.disabled = true;
  const answer = await fetch(button.dataset.signOut, { method: "POST" }).catch(() => null);
  button.disabled = false;
  if (answer?.ok || answer?.status === 401) {
    location.assign(button.dataset.then);
  } else {
    button.lastChild.textContent = "Could not sign out: the server does not answer. Try again";
  }
});
