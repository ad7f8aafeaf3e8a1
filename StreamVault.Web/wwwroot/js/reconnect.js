// Our own word on a lost connection. Blazor announces its state on this element; we say what it means and keep trying.
import { hasEnded, isLeaving } from "./session.js";
import { busy, whenIdle } from "./uploads/queue.js";

const TRY_AGAIN_AFTER = 3000;
const banner = document.getElementById("components-reconnect-modal");
const words = banner?.querySelector("[data-words]");
const reload = banner?.querySelector("[data-reload]");

function say(text) {
  banner.classList.add("lost");
  words.textContent = text;
}

function lost() {
  say(
    busy()
      ? "Connection lost. Uploads under way go on if the server can be reached; buttons work again in a moment."
      : "Connection lost. What is already loaded stays and plays on; this page comes back by itself.",
  );
}

// A session that ended elsewhere takes the connection with it: reloading leads to the sign-in page and back here.
async function signInAgain() {
  if (!(await hasEnded())) {
    return false;
  }

  if (busy()) {
    say("You have been signed out. Sign in again to continue your uploads.");
    reload.textContent = "Sign in";
    reload.hidden = false;
  } else {
    location.reload();
  }

  return true;
}

async function tryForEver() {
  for (;;) {
    if (await signInAgain()) {
      return;
    }

    try {
      // False: the server is there and no longer knows this page.
      if (await Blazor.reconnect()) {
        return;
      }

      startAfresh();
      return;
    } catch {
      lost();
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_AFTER));
    }
  }
}

function startAfresh() {
  if (!busy()) {
    location.reload();
    return;
  }

  say("The server was restarted. This page reloads when your uploads are done.");
  reload.hidden = false;
  whenIdle(() => location.reload());
}

reload?.addEventListener("click", () => location.reload());

banner?.addEventListener("components-reconnect-state-changed", (event) => {
  if (isLeaving()) {
    return;
  }

  switch (event.detail.state) {
    case "show":
    case "retrying":
      lost();
      signInAgain();
      break;
    case "hide":
      banner.classList.remove("lost");
      break;
    case "failed":
      tryForEver();
      break;
    case "rejected":
    case "resume-failed":
      startAfresh();
      break;
  }
});
