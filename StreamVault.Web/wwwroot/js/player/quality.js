// A quality chosen by hand must show at once. Three things stand in the way. Video.js means to change over and to throw
// its buffer away, but may do neither when its own choice of quality, which hears of the change too, comes first. The new
// quality's playlist has to arrive before a thrown-away buffer fills with the right thing. And the browser goes on showing
// what it has decoded until the next key frame, up to four seconds, unless a seek to where we are makes it decode anew.
// So each step is looked after until the picture has the height that was asked for.
const LOOK_EVERY = 40;
const GIVE_UP_AFTER = 15_000;
// Video.js gathers choices for 100 ms before it acts on them.
const ITS_TURN = 150;
const ASK_AGAIN_AFTER = 600;
const REMOVED_BY_THEN = 500;
const THROW_AGAIN_AFTER = 2_500;

function isBuffered(player) {
  const [ranges, now] = [player.buffered(), player.currentTime()];
  for (let i = 0; i < ranges.length; i++) {
    if (ranges.start(i) <= now && now + 0.2 < ranges.end(i)) {
      return true;
    }
  }

  return false;
}

// One change of quality, from the click to the picture. Video.js has no public way to ask for these steps.
class Change {
  #player;
  #wanted;
  #timer = 0;
  #begun = performance.now();
  #asked = this.#begun;
  #thrown = 0;
  #removed = false;
  #sought = false;

  constructor(player, wanted) {
    this.#player = player;
    this.#wanted = wanted;
    this.#timer = setTimeout(() => {
      this.#timer = setInterval(() => this.#look(), LOOK_EVERY);
    }, ITS_TURN);
  }

  stop() {
    // Timeouts and intervals share their numbers.
    clearInterval(this.#timer);
  }

  #look() {
    const now = performance.now();
    const controller = this.#player.tech(true)?.vhs?.playlistController_;
    if (!controller || now - this.#begun > GIVE_UP_AFTER || this.#player.ended()) {
      this.stop();
    } else if (controller.media()?.id !== this.#wanted.id) {
      if (now - this.#asked > ASK_AGAIN_AFTER) {
        this.#asked = now;
        controller.fastQualityChange_();
      }
    } else if (!this.#thrown || now - this.#thrown > THROW_AGAIN_AFTER) {
      this.#throwBufferAway(controller, now);
    } else if (!this.#sought && (this.#removed || now - this.#thrown > REMOVED_BY_THEN) && isBuffered(this.#player)) {
      this.#sought = true;
      this.#player.currentTime(this.#player.currentTime());
    } else if (this.#sought && this.#player.videoHeight() === this.#wanted.height) {
      this.stop();
    }
  }

  #throwBufferAway(controller, now) {
    [this.#thrown, this.#removed, this.#sought] = [now, false, false];
    const loader = controller.mainSegmentLoader_;
    loader.pause();
    loader.resetEverything(() => {
      this.#removed = this.#thrown === now;
    });
    controller.load();
  }
}

export function switchAtOnce(player) {
  const levels = player.qualityLevels();
  let change = null;

  const follow = () => {
    change?.stop();
    const enabled = [...levels].filter((level) => level.enabled);
    change = levels.length > 1 && enabled.length === 1 ? new Change(player, enabled[0]) : null;
  };

  levels.on("change", follow);
  // Choosing what is being loaded already changes nothing there, but what was loaded before may still be another quality.
  player.el().addEventListener("click", (event) => {
    if (event.target.closest(".vjs-quality-menu-wrapper .vjs-menu-item")) {
      follow();
    }
  });
  player.on("dispose", () => change?.stop());
}
