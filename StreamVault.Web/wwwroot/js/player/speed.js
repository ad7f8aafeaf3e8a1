// The playback speed. The last one that was chosen is remembered.
import { recall, remember } from "./stored.js";

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const FAST = 2;
const NAME = "speed";

export const speedText = (speed) => `${speed}×`;

// Returns functions to play faster for a moment.
export function rememberSpeed(player) {
  const last = Number(recall(NAME) ?? 1);
  if (SPEEDS.includes(last)) {
    // Each time a source loads, the browser starts with the default speed.
    player.ready(() => player.defaultPlaybackRate(last));
  }

  let before = null;
  player.on("ratechange", () => {
    const speed = player.playbackRate();
    if (before === null && SPEEDS.includes(speed)) {
      remember(NAME, speed);
      player.defaultPlaybackRate(speed);
    }
  });
  return {
    startFast() {
      before = player.playbackRate();
      player.playbackRate(FAST);
      return speedText(FAST);
    },
    stopFast() {
      player.playbackRate(before);
      // The event of the change comes later.
      player.one("ratechange", () => {
        before = null;
      });
      if (before === FAST) {
        before = null;
      }
    },
  };
}
