// The player's keyboard shortcuts. They work anywhere on the page, except in text fields and controls that use the key.
import { read } from "../preferences.js";
import { toggleTheatre } from "./theatre.js";

function isUsedBy(target, key) {
  if (target.closest?.("input, textarea, select, [contenteditable=true], dialog[open], .mud-dialog, .mud-popover-open")) {
    return true;
  }

  if (target.closest?.("[role=slider]") && key.startsWith("Arrow")) {
    return true;
  }

  return key === " " && target.closest?.("button, a, summary, [role=button], [role^=menuitem]") != null;
}

function seek(player, seconds) {
  player.currentTime(Math.max(0, Math.min(player.duration() || 0, player.currentTime() + seconds)));
}

function changeSpeed(player, step) {
  const rates = player.playbackRates();
  const at = rates.indexOf(player.playbackRate());
  player.playbackRate(rates[Math.max(0, Math.min(rates.length - 1, at + step))]);
}

// The last visible track, so that the key turns the same language on again.
let lastCaptions = null;

function toggleCaptions(player) {
  // Video.js's list has numbered items and a length, but can't be iterated.
  const tracks = Array.from(player.textTracks()).filter(({ kind }) => kind === "captions" || kind === "subtitles");
  const shown = tracks.find((track) => track.mode === "showing");
  if (shown) {
    lastCaptions = shown;
    shown.mode = "disabled";
  } else if (tracks.length > 0) {
    (tracks.find((track) => track === lastCaptions) ?? tracks[0]).mode = "showing";
  }
}

const actions = {
  " ": togglePlay,
  k: togglePlay,
  j: (player) => seek(player, -10),
  l: (player) => seek(player, 10),
  ArrowLeft: (player) => seek(player, -5),
  ArrowRight: (player) => seek(player, 5),
  ArrowUp: (player) => player.volume(Math.min(1, player.volume() + 0.05)),
  ArrowDown: (player) => player.volume(Math.max(0, player.volume() - 0.05)),
  m: (player) => player.muted(!player.muted()),
  f: (player) => (player.isFullscreen() ? player.exitFullscreen() : player.requestFullscreen()),
  p: (player) => (player.isInPictureInPicture() ? player.exitPictureInPicture() : player.requestPictureInPicture()),
  t: toggleTheatre,
  c: toggleCaptions,
  "<": (player) => changeSpeed(player, -1),
  ">": (player) => changeSpeed(player, 1),
};

function togglePlay(player) {
  if (player.paused()) {
    player.play();
  } else {
    player.pause();
  }
}

export function listen(player) {
  const onKeyDown = (event) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (event.defaultPrevented || hasModifier || read("keys") === "off" || isUsedBy(event.target, event.key)) {
      return;
    }

    // Up and down scroll the page unless the player has the focus.
    if ((event.key === "ArrowUp" || event.key === "ArrowDown") && !player.el().contains(event.target)) {
      return;
    }

    if (/^[0-9]$/.test(event.key)) {
      player.currentTime(((player.duration() || 0) * Number(event.key)) / 10);
    } else if (actions[event.key]) {
      actions[event.key](player);
    } else {
      return;
    }

    event.preventDefault();
    player.userActive(true);
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}
