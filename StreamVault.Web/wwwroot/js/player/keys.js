// The player's keyboard shortcuts. They work anywhere on the page, except in text fields and controls that use the key.
import { captionTracks } from "./caption-tracks.js";
import { read } from "../preferences.js";
import { toggleFullScreen } from "./full-screen.js";
import { seekBy } from "./seeking.js";
import { speedText } from "./speed.js";
import { toggleTheatre } from "./theatre.js";
import { neighbour } from "./up-next.js";

function isUsedBy(target, key) {
  if (target.closest?.("input, textarea, select, [contenteditable=true], dialog[open], .mud-dialog, .mud-popover-open")) {
    return true;
  }

  if (target.closest?.("[role=slider]") && key.startsWith("Arrow")) {
    return true;
  }

  return key === " " && target.closest?.("button, a, summary, [role=button], [role^=menuitem]") != null;
}

const signed = (seconds) => `${seconds < 0 ? "−" : "+"}${Math.abs(seconds)} s`;

function seek(player, seconds) {
  seekBy(player, seconds);
  return signed(seconds);
}

function changeSpeed(player, step) {
  const rates = player.playbackRates();
  const at = rates.indexOf(player.playbackRate());
  const speed = rates[Math.max(0, Math.min(rates.length - 1, at + step))];
  player.playbackRate(speed);
  return speedText(speed);
}

function changeVolume(player, step) {
  const volume = Math.max(0, Math.min(1, player.volume() + step));
  player.volume(volume);
  return `Volume ${Math.round(100 * volume)} %${player.muted() ? " (muted)" : ""}`;
}

function toggleMuted(player) {
  const muted = !player.muted();
  player.muted(muted);
  return muted ? "Muted" : "Sound on";
}

// The last visible track, so that the key turns the same language on again.
let lastCaptions = null;

function toggleCaptions(player) {
  const tracks = captionTracks(player);
  const shown = tracks.find((track) => track.mode === "showing");
  if (shown) {
    lastCaptions = shown;
    shown.mode = "disabled";
    return "Captions off";
  }

  if (tracks.length === 0) {
    return "No captions";
  }

  const track = tracks.find((other) => other === lastCaptions) ?? tracks[0];
  track.mode = "showing";
  return track.label ? `Captions: ${track.label}` : "Captions on";
}

function togglePlay(player) {
  if (player.paused()) {
    player.play()?.catch(() => {});
    return "Play";
  }

  player.pause();
  return "Pause";
}

function togglePictureInPicture(player) {
  if (player.isInPictureInPicture()) {
    player.exitPictureInPicture();
    return "Exit picture in picture";
  }

  player.requestPictureInPicture();
  return "Picture in picture";
}

function stepFrame(player, step, direction) {
  if (!player.paused()) {
    return "";
  }

  step(direction);
  return direction > 0 ? "Next frame" : "Previous frame";
}

function follow(rel, text) {
  const link = neighbour(rel);
  link?.click();
  return link ? text : "";
}

// Each returns what it did, in words; empty if it did nothing.
const actions = {
  " ": togglePlay,
  k: togglePlay,
  j: (player) => seek(player, -10),
  l: (player) => seek(player, 10),
  ArrowLeft: (player) => seek(player, -5),
  ArrowRight: (player) => seek(player, 5),
  ArrowUp: (player) => changeVolume(player, 0.05),
  ArrowDown: (player) => changeVolume(player, -0.05),
  m: toggleMuted,
  f: toggleFullScreen,
  p: togglePictureInPicture,
  t: () => (toggleTheatre() ? "Theater mode" : "Exit theater mode"),
  c: toggleCaptions,
  "<": (player) => changeSpeed(player, -1),
  ">": (player) => changeSpeed(player, 1),
  ",": (player, { stepFrames }) => stepFrame(player, stepFrames, -1),
  ".": (player, { stepFrames }) => stepFrame(player, stepFrames, 1),
  b: (player, { loop }) => loop.next(),
  P: () => follow("prev", "Previous video"),
  N: () => follow("next", "Next video"),
};

// What these keys did can't be heard in the video itself.
const SPOKEN = ["m", "c", "<", ">", "b", "t", "ArrowUp", "ArrowDown"];

export function listen(player, { feedback, stepFrames, loop }) {
  const onKeyDown = (event) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (event.defaultPrevented || hasModifier || read("keys") === "off" || isUsedBy(event.target, event.key)) {
      return;
    }

    // Up and down scroll the page unless the player has the focus.
    if ((event.key === "ArrowUp" || event.key === "ArrowDown") && !player.el().contains(event.target)) {
      return;
    }

    // Caps Lock must not change what a key does.
    const isLetter = event.key.length === 1;
    const key = !isLetter ? event.key : event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
    let text = "";
    if (/^[0-9]$/.test(key)) {
      player.currentTime(((player.duration() || 0) * Number(key)) / 10);
      text = `${10 * Number(key)} %`;
    } else {
      text = actions[key]?.(player, { stepFrames, loop });
    }

    if (!text) {
      return;
    }

    event.preventDefault();
    player.userActive(true);
    feedback.show(text);
    if (SPOKEN.includes(key)) {
      feedback.say(text);
    }
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}
