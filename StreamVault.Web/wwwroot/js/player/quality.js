// Makes a manual quality change visible immediately. Three things delay it:
// - Video.js switches and discards its buffer, but skips both if its automatic quality selection reacts to the change first.
// - The new quality's playlist has to be loaded before the emptied buffer is filled with the right segments.
// - The browser keeps showing decoded frames until the next key frame, up to four seconds, unless a seek to the current
//   position makes it decode again.
// So each step is repeated until the video has the requested height.
const CHECK_INTERVAL = 40;
const TIMEOUT = 15_000;
// Video.js waits 100 ms for further changes before it acts.
const START_DELAY = 150;
const RETRY_SWITCH_AFTER = 600;
const ASSUME_DISCARDED_AFTER = 500;
const RETRY_DISCARD_AFTER = 2_500;

function isBuffered(player) {
  const [ranges, now] = [player.buffered(), player.currentTime()];
  for (let i = 0; i < ranges.length; i++) {
    if (ranges.start(i) <= now && now + 0.2 < ranges.end(i)) {
      return true;
    }
  }

  return false;
}

// A quality change from the click to the first frame. Video.js has no public API for these steps.
class QualityChange {
  #player;
  #wanted;
  #timer = 0;
  #startedAt = performance.now();
  #switchedAt = this.#startedAt;
  #discardedAt = 0;
  #isDiscarded = false;
  #hasSought = false;

  constructor(player, wanted) {
    this.#player = player;
    this.#wanted = wanted;
    this.#timer = setTimeout(() => {
      this.#timer = setInterval(() => this.#check(), CHECK_INTERVAL);
    }, START_DELAY);
  }

  stop() {
    // Timeouts and intervals share their ids.
    clearInterval(this.#timer);
  }

  #check() {
    const now = performance.now();
    const controller = this.#player.tech(true)?.vhs?.playlistController_;
    if (!controller || now - this.#startedAt > TIMEOUT || this.#player.ended()) {
      this.stop();
    } else if (controller.media()?.id !== this.#wanted.id) {
      if (now - this.#switchedAt > RETRY_SWITCH_AFTER) {
        this.#switchedAt = now;
        controller.fastQualityChange_();
      }
    } else if (!this.#discardedAt || now - this.#discardedAt > RETRY_DISCARD_AFTER) {
      this.#discardBuffer(controller, now);
    } else if (!this.#hasSought && this.#isReadyToSeek(now)) {
      this.#hasSought = true;
      this.#player.currentTime(this.#player.currentTime());
    } else if (this.#hasSought && this.#player.videoHeight() === this.#wanted.height) {
      this.stop();
    }
  }

  #isReadyToSeek(now) {
    return (this.#isDiscarded || now - this.#discardedAt > ASSUME_DISCARDED_AFTER) && isBuffered(this.#player);
  }

  #discardBuffer(controller, now) {
    [this.#discardedAt, this.#isDiscarded, this.#hasSought] = [now, false, false];
    const loader = controller.mainSegmentLoader_;
    loader.pause();
    loader.resetEverything(() => {
      this.#isDiscarded = this.#discardedAt === now;
    });
    controller.load();
  }
}

export function switchAtOnce(player) {
  const levels = player.qualityLevels();
  let change = null;

  const restart = () => {
    change?.stop();
    const enabled = [...levels].filter((level) => level.enabled);
    change = levels.length > 1 && enabled.length === 1 ? new QualityChange(player, enabled[0]) : null;
  };

  levels.on("change", restart);
  // Choosing the quality that is already loading fires no change, but the buffer may still have another quality.
  player.el().addEventListener("click", (event) => {
    if (event.target.closest(".vjs-quality-menu-wrapper .vjs-menu-item")) {
      restart();
    }
  });
  player.on("dispose", () => change?.stop());
}
