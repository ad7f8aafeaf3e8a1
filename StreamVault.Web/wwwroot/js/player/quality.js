// A quality chosen by hand must show at once. Two things stand in the way. Video.js means to throw its buffer away, but
// forgets to if its own choice of quality, which knows the change too, comes first. And the browser goes on showing what
// it has decoded until the next key frame, up to four seconds: a seek to where we are makes it decode anew, but only
// after the old buffer has gone.
const LOOK_EVERY = 40;
// Video.js itself waits 100 ms, and then for the playlist if it does not have it yet.
const REMIND_AFTER = 400;
const GIVE_UP_AFTER = 8000;

function bufferedAround(player) {
  const [ranges, now] = [player.buffered(), player.currentTime()];
  for (let i = 0; i < ranges.length; i++) {
    if (ranges.start(i) <= now && now < ranges.end(i)) {
      return { start: ranges.start(i), end: ranges.end(i) };
    }
  }

  return null;
}

export function switchAtOnce(player) {
  const levels = player.qualityLevels();
  let timer = 0;

  const follow = () => {
    clearInterval(timer);
    const byHand = levels.length > 1 && [...levels].filter((level) => level.enabled).length === 1;
    const before = bufferedAround(player);
    if (!byHand || !before) {
      return;
    }

    const begun = performance.now();
    let [gone, reminded] = [false, false];
    timer = setInterval(() => {
      const present = bufferedAround(player);
      gone ||= !present || present.end < before.end - 0.5 || present.start > before.start + 0.5;
      if (gone && present) {
        clearInterval(timer);
        player.currentTime(player.currentTime());
      } else if (!gone && !reminded && performance.now() - begun > REMIND_AFTER) {
        reminded = true;
        player.tech(true).vhs?.playlistController_.runFastQualitySwitch_();
      } else if (performance.now() - begun > GIVE_UP_AFTER) {
        clearInterval(timer);
      }
    }, LOOK_EVERY);
  };

  levels.on("change", follow);
  player.on("dispose", () => clearInterval(timer));
}
