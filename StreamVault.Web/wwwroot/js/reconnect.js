// The connection banner. Blazor reports the state of the connection on its element; this script shows it and keeps retrying.
import { hasEnded, isLeaving } from "./session.js";
import { busy, whenIdle } from "./uploads/queue.js";

const RETRY_DELAY = 3000;
const CHECK_INTERVAL = 1000;
const banner = document.getElementById("components-reconnect-modal");
const message = banner?.querySelector("[data-words]");
const reload = banner?.querySelector("[data-reload]");

function show(text) {
  banner.classList.add("lost");
  message.textContent = text;
}

// The address of the link that was clicked while the server was unreachable.
let wanted = null;

function showLost() {
  show(
    wanted
      ? "Connection lost. The page you chose opens as soon as the server responds."
      : busy()
      ? "Connection lost. Reconnecting… Uploads continue as soon as the server responds."
      : "Connection lost. Reconnecting… A video that is loaded keeps playing.",
  );
}

// Ending the session on another device also closes the connection. Reloading leads to the sign-in page and back here.
async function signInAgain() {
  if (!(await hasEnded())) {
    return false;
  }

  if (busy()) {
    show("You've been signed out. Sign in again to continue your uploads.");
    reload.textContent = "Sign in";
    reload.hidden = false;
  } else {
    location.reload();
  }

  return true;
}

async function keepReconnecting() {
  for (;;) {
    if (await signInAgain()) {
      return;
    }

    try {
      // False if the server responds but no longer has this page's circuit.
      if (await Blazor.reconnect()) {
        return;
      }

      reloadWhenIdle();
      return;
    } catch {
      showLost();
      await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY));
    }
  }
}

// Opens a link once the server responds: following it now would show the browser's error page.
async function open(address) {
  const isWaiting = wanted !== null;
  wanted = address;
  showLost();
  while (!isWaiting && !(await isReachable())) {
    await new Promise((resolve) => setTimeout(resolve, CHECK_INTERVAL));
  }

  // Loading a page would interrupt uploads. If there are any, Blazor opens it once the connection is back.
  if (!isWaiting && !busy()) {
    location.assign(wanted);
  }
}

async function isReachable() {
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
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (banner?.classList.contains("lost") && link && isPlain && !link.target && leadsAway(link)) {
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

function reloadWhenIdle() {
  if (!busy()) {
    load();
    return;
  }

  show("The server was restarted. This page reloads when your uploads are done.");
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
      showLost();
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
      keepReconnecting();
      break;
    case "rejected":
    case "resume-failed":
      reloadWhenIdle();
      break;
  }
});
