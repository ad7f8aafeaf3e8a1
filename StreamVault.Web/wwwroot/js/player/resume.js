// Continues where the owner stopped, and saves the position during playback. Link pages don't: they have no session.
import { save, unsent } from "../positions.js";

const SAVE_INTERVAL = 10_000;
const NOTE_DURATION = 10_000;
// In seconds. Before that, starting over is what everyone wants.
const MIN_RESUME = 5;
// While a tab is in the background, the time between two events can be up to a second.
const MAX_STEP = 2_000;

export function savePositions(player, url) {
  let played = 0;
  let lastTime = 0;
  let savedAt = 0;
  let savedPosition = null;

  const store = (leaving) => {
    const position = player.ended() ? player.duration() : player.currentTime();
    if (player.hasStarted() && Number.isFinite(position) && (position !== savedPosition || played > 0)) {
      save(url, position, played / 1000, leaving);
      [savedPosition, savedAt, played] = [position, performance.now(), 0];
    }
  };
  const onTime = () => {
    const now = performance.now();
    if (!player.paused() && !player.seeking()) {
      played += Math.min(now - lastTime, MAX_STEP);
    }

    lastTime = now;
    if (now - savedAt > SAVE_INTERVAL) {
      store(false);
    }
  };
  const onPause = () => store(false);
  const onLeave = () => store(true);
  const onHidden = () => {
    if (document.visibilityState === "hidden") {
      store(true);
    }
  };
  player.on("playing", () => {
    lastTime = performance.now();
  });
  player.on("timeupdate", onTime);
  player.on("pause", onPause);
  addEventListener("pagehide", onLeave);
  document.addEventListener("visibilitychange", onHidden);
  player.on("dispose", () => {
    removeEventListener("pagehide", onLeave);
    document.removeEventListener("visibilitychange", onHidden);
    store(false);
  });
}

// The position to continue at; null for the beginning.
export function resumePosition({ position, resume }) {
  const seconds = unsent(position) ?? Number(resume ?? 0);
  return seconds >= MIN_RESUME ? seconds : null;
}

// Seeks to the position and offers to start over.
export function resumeAt(videojs, player, seconds) {
  player.one("loadedmetadata", () => {
    if (seconds >= player.duration()) {
      return;
    }

    player.currentTime(seconds);
    const note = document.createElement("div");
    note.className = "resume-note";
    const text = document.createElement("span");
    text.setAttribute("role", "status");
    text.textContent = `Continues at ${videojs.time.formatTime(seconds, player.duration())}`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = "Start over";
    button.addEventListener("click", () => {
      note.remove();
      player.currentTime(0);
      player.play()?.catch(() => {});
      player.el().focus();
    });
    note.append(text, button);
    player.el().append(note);
    player.one("playing", () => setTimeout(() => note.remove(), NOTE_DURATION));
  });
}
