// Our own word on a lost connection. Blazor announces its state on this element; we say what it means and keep trying.
import { hasEnded, isLeaving } from "./session.js";
import { busy, whenIdle } from "./uploads/queue.js";

const TRY_AGAIN_AFTER = 3000;
const LOOK_EVERY = 1000;
const banner = document.getElementById("components-reconnect-modal");
const words = banner?.querySelector("[data-words]");
const reload = banner?.querySelector("[data-reload]");

function say(text) {
  banner.classList.add("lost");
  words.textContent = text;
}

// The link that was clicked while the server was away.
let wanted = null;

function lost() {
  say(
    wanted
      ? "Connection lost. The page you chose opens as soon as the server answers."
      : busy()
      ? "Connection lost. Uploads under way go on if the server can be reached; buttons work again in a moment."
      : "Connection lost. What is already loaded stays and plays on; this page comes back by itself.",
  );
}

// A session that ended elsewhere also closes the connection: reloading leads to the sign-in page and back here.
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

// Following a link now would show the browser's error page.
async function open(address) {
  const isWaiting = wanted !== null;
  wanted = address;
  lost();
  while (!isWaiting && !(await answers())) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }

  // Loading a page would interrupt uploads. In that case, it opens once the connection is back.
  if (!isWaiting && !busy()) {
    location.assign(wanted);
  }
}

async function answers() {
  const answer = await fetch(banner.dataset.health, { cache: "no-store" }).catch(() => null);
  return answer !== null;
}

function leadsAway(link) {
  const { origin, pathname, search } = new URL(link.href);
  return origin === location.origin && pathname + search !== location.pathname + location.search;
}

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("a[href]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (banner?.classList.contains("lost") && link && plain && !link.target && leadsAway(link)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      open(link.href);
    }
  },
  true,
);

function load() {
  if (wanted) {
    location.assign(wanted);
  } else {
    location.reload();
  }
}

function startAfresh() {
  if (!busy()) {
    load();
    return;
  }

  say("The server was restarted. This page reloads when your uploads are done.");
  reload.hidden = false;
  whenIdle(load);
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
      if (wanted && busy()) {
        Blazor.navigateTo(wanted);
        wanted = null;
      }

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
