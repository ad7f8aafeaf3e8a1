// Steps through a paused video frame by frame. How long a frame is shown is measured while the video plays.
const FALLBACK = 1 / 25;
const MAX_SAMPLES = 40;
const MIN_SAMPLES = 5;
// Longer pauses between two frames are seeks or missing frames.
const LONGEST = 0.2;

export function addFrameSteps(player) {
  let samples = [];
  // When the current frame begins, in seconds.
  let at = null;
  let wanted = null;

  const length = () => {
    if (samples.length < MIN_SAMPLES) {
      return FALLBACK;
    }

    // A busy browser skips frames, which makes some pauses longer. Rounding makes some shorter.
    return samples.toSorted((one, other) => one - other)[Math.floor(samples.length / 4)];
  };
  const onFrame = (now, { mediaTime }) => {
    const step = at === null ? 0 : mediaTime - at;
    if (!player.paused() && step > 0.001 && step < LONGEST) {
      samples = [...samples.slice(1 - MAX_SAMPLES), step];
    }

    // While stepping quickly, frames that were already left are still reported.
    if (wanted === null || (!player.seeking() && Math.abs(step) > length())) {
      at = mediaTime;
    }

    watch();
  };
  const watch = () => {
    // Without it, as in older browsers, a frame has the usual length.
    player.tech(true)?.el()?.requestVideoFrameCallback?.(onFrame);
  };
  player.ready(watch);
  player.on("loadstart", () => {
    samples = [];
  });
  player.on(["seeking", "play"], () => {
    if (wanted === null || Math.abs(player.currentTime() - wanted) > length()) {
      [at, wanted] = [null, null];
    }
  });

  // Shows the next frame (1) or the one before (-1).
  return (direction) => {
    const last = Math.max(0, (player.duration() || 0) - length());
    at = Math.max(0, Math.min(last, (at ?? player.currentTime()) + direction * length()));
    // The middle of the frame: its beginning may be rounded to the frame before.
    wanted = at + length() / 2;
    player.currentTime(wanted);
  };
}
