// The page of a link, which has no circuit: starts the player, and looks now and then whether the link still opens the
// video. The server refuses a revoked link at once, but what is buffered would play on for half a minute.
import { attach, detach } from "./player.js";

const LOOK_EVERY = 3000;
const page = document.querySelector("[data-link]");
const host = page.matches("[data-source]") ? page : page.querySelector("[data-source]");
const plays = page.dataset.link === "plays";
const key = host.dataset.source.replace("/master.m3u8", "/key");
let ended = false;
let full = false;

// Of a link for so many viewers at once, who plays keeps a place, also where all of it comes from the buffer; a page that
// stands open only looks, and leaves its place to others.
function ask() {
  const video = host.querySelector("video");
  return video && !video.paused && !video.ended
    ? fetch(key, { cache: "no-store" })
    : fetch(host.dataset.source, { method: "HEAD", cache: "no-store" });
}

async function look() {
  // Not reached: the network may come back, and the player says so meanwhile.
  const answer = await ask().catch(() => null);
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
