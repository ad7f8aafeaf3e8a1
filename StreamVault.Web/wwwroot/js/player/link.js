// The page of a link, which has no circuit: starts the player, and looks now and then whether the link still opens the
// video. The server refuses a revoked link at once, but what is buffered would play on for half a minute.
import { attach, detach } from "./player.js";

const LOOK_EVERY = 3000;
const page = document.querySelector("[data-link]");
const host = page.matches("[data-source]") ? page : page.querySelector("[data-source]");
const plays = page.dataset.link === "plays";
let ended = false;
let full = false;

async function look() {
  // Not reached: the network may come back, and the player says so meanwhile.
  const answer = await fetch(host.dataset.source, { method: "HEAD", cache: "no-store" }).catch(() => null);
  if (answer?.ok && (full || !plays)) {
    location.reload();
    return;
  }

  if (answer?.status === 401 || answer?.status === 403) {
    end();
    return;
  }

  if (answer?.status === 429 && plays && !full) {
    full = true;
    say("[data-link-full]");
  }

  setTimeout(look, LOOK_EVERY);
}

// Instead of the player.
function say(words) {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  }

  detach();
  page.remove();
  document.querySelector("[data-link-full]").hidden = true;
  document.querySelector(words).hidden = false;
}

function end() {
  ended = true;
  if (!plays) {
    location.reload();
    return;
  }

  say("[data-link-ended]");
}

look();
if (plays) {
  await attach(host);
  // It may have ended while the player was being loaded.
  if (ended || full) {
    detach();
  }
}
