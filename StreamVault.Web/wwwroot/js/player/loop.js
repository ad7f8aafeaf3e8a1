// Repeats a part of the video. The same key sets its start, then its end, then removes it.
const SHORTEST = 0.2;

export function addLoop(videojs, player) {
  const range = document.createElement("div");
  range.className = "loop-range";
  range.hidden = true;
  player.controlBar.progressControl.seekBar.el().append(range);
  let [start, end] = [null, null];
  // The last position that was played. Seeking out of the part leaves it.
  let last = 0;

  const time = (seconds) => videojs.time.formatTime(seconds, player.duration());
  const show = () => {
    const duration = player.duration();
    range.hidden = start === null || !(duration > 0);
    if (!range.hidden) {
      range.style.insetInlineStart = `${(100 * start) / duration}%`;
      range.style.width = end === null ? "" : `${(100 * (end - start)) / duration}%`;
    }
  };
  const repeat = () => {
    last = start;
    player.currentTime(start);
  };
  const check = () => {
    const now = player.currentTime();
    if (end !== null && !player.seeking()) {
      if (last < end && now >= end) {
        repeat();
      } else {
        last = now;
      }
    }
  };
  // Time events come only four times a second.
  const checkEachFrame = () => {
    check();
    if (end !== null && !player.isDisposed()) {
      requestAnimationFrame(checkEachFrame);
    }
  };
  player.on("timeupdate", check);
  player.on("seeking", () => {
    last = player.currentTime();
  });
  player.on("durationchange", show);
  player.on("ended", () => {
    // A part may end with the video.
    if (end !== null && last < end) {
      repeat();
      player.play()?.catch(() => {});
    }
  });

  const set = () => {
    const now = player.currentTime();
    if (start === null) {
      start = now;
      return `Loop starts at ${time(start)}`;
    }

    if (end === null && Math.abs(now - start) >= SHORTEST) {
      [start, end] = [Math.min(start, now), Math.max(start, now)];
      if (now === end) {
        repeat();
      } else {
        last = now;
      }

      checkEachFrame();
      return `Loop ${time(start)} – ${time(end)}`;
    }

    [start, end] = [null, null];
    return "Loop off";
  };
  return {
    // Sets the start, sets the end, or removes the loop. Returns what it did, in words.
    next() {
      const text = set();
      show();
      return text;
    },
    repeats: () => end !== null && last < end,
  };
}
