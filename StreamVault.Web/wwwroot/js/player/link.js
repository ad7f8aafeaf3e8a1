// The link page, which has no circuit: starts the player, and checks regularly that the link still works. The server
// refuses a revoked link immediately, but buffered video would keep playing for half a minute.
import { attach, detach } from "./player.js";

const CHECK_INTERVAL = 3000;
const page = document.querySelector("[data-link]");
const host = page.matches("[data-source]") ? page : page.querySelector("[data-source]");
const isReady = page.dataset.link === "plays";
const key = host.dataset.source.replace("/master.m3u8", "/key");
let ended = false;
let full = false;

// If the link has a viewer limit, fetching the key counts as watching, even while everything comes from the buffer. A page
// that doesn't play sends HEAD instead, which leaves its slot to other viewers.
function request() {
  const video = host.querySelector("video");
  return video && !video.paused && !video.ended
    ? fetch(key, { cache: "no-store" })
    : fetch(host.dataset.source, { method: "HEAD", cache: "no-store" });
}

async function check() {
  // If the server can't be reached, the network may come back. The player shows the error.
  const answer = await request().catch(() => null);
  if (answer?.ok && (full || !isReady)) {
    location.reload();
    return;
  }

  if (answer?.status === 401 || answer?.status === 403) {
    end();
    return;
  }

  if (answer?.status === 429 && isReady && !full) {
    full = true;
    showInstead("[data-link-full]");
  }

  setTimeout(check, CHECK_INTERVAL);
}

// Replaces the player with a message.
function showInstead(selector) {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  }

  detach();
  page.remove();
  document.querySelector("[data-link-full]").hidden = true;
  document.querySelector(selector).hidden = false;
}

function end() {
  ended = true;
  if (!isReady) {
    location.reload();
    return;
  }

  showInstead("[data-link-ended]");
}

check();
if (isReady) {
  await attach(host);
  // The link may have ended while the player was loading.
  if (ended || full) {
    detach();
  }
}
