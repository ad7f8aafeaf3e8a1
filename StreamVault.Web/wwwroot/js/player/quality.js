// A quality chosen by hand must show at once. Two things stand in the way. Video.js means to throw its buffer away, but
// does not if its own choice of quality, which hears of the change too, comes first. And the browser goes on showing what
// it has decoded until the next key frame, up to four seconds: a seek to where we are makes it decode anew, but only once
// the new quality is there.
const LOOK_EVERY = 40;
const GIVE_UP_AFTER = 10_000;
// Video.js gathers choices for 100 ms before it acts on them.
const ITS_TURN = 150;

function isBuffered(player) {
  const [ranges, now] = [player.buffered(), player.currentTime()];
  for (let i = 0; i < ranges.length; i++) {
    if (ranges.start(i) <= now && now + 0.2 < ranges.end(i)) {
      return true;
    }
  }

  return false;
}

// What it would do itself; there is no public way to ask for it.
function throwBufferAway(player) {
  return new Promise((resolve) => {
    const controller = player.tech(true).vhs?.playlistController_;
    const loader = controller?.mainSegmentLoader_;
    loader?.pause();
    loader?.resetEverything(resolve);
    controller?.load();
  });
}

export function switchAtOnce(player) {
  const levels = player.qualityLevels();
  let [waiting, looking, latest] = [0, 0, 0];

  const stop = () => {
    clearTimeout(waiting);
    clearInterval(looking);
  };

  const act = async (mine) => {
    await throwBufferAway(player);
    if (mine !== latest) {
      return;
    }

    const begun = performance.now();
    looking = setInterval(() => {
      if (isBuffered(player)) {
        stop();
        player.currentTime(player.currentTime());
      } else if (performance.now() - begun > GIVE_UP_AFTER) {
        stop();
      }
    }, LOOK_EVERY);
  };

  const follow = () => {
    stop();
    const mine = ++latest;
    const byHand = levels.length > 1 && [...levels].filter((level) => level.enabled).length === 1;
    if (byHand) {
      waiting = setTimeout(() => act(mine), ITS_TURN);
    }
  };

  levels.on("change", follow);
  // Choosing what is being loaded already changes nothing there, but what was loaded before may still be another quality.
  player.el().addEventListener("click", (event) => {
    if (event.target.closest(".vjs-quality-menu-wrapper .vjs-menu-item")) {
      follow();
    }
  });
  player.on("dispose", () => {
    latest += 1;
    stop();
  });
}
