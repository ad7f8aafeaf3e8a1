// The title, the poster and the controls that the system shows: on a lock screen, or for the keys of a headset.
import { seekBy, seekTo } from "./seeking.js";
import { neighbour } from "./up-next.js";

const STEP = 10;

export function offerMediaSession(player, host) {
  const session = navigator.mediaSession;
  if (!session) {
    return;
  }

  const actions = {
    play: () => player.play()?.catch(() => {}),
    pause: () => player.pause(),
    seekbackward: ({ seekOffset }) => seekBy(player, -(seekOffset || STEP)),
    seekforward: ({ seekOffset }) => seekBy(player, seekOffset || STEP),
    seekto: ({ seekTime }) => seekTo(player, seekTime),
  };
  const handle = (name, action) => {
    try {
      session.setActionHandler(name, action);
    } catch {
      // Browsers throw for actions that they don't know.
    }
  };
  const offer = () => {
    Object.entries(actions).forEach(([name, action]) => handle(name, action));
    for (const [name, rel] of [
      ["previoustrack", "prev"],
      ["nexttrack", "next"],
    ]) {
      handle(name, neighbour(rel) ? () => neighbour(rel)?.click() : null);
    }
  };
  const describe = () => {
    offer();
    session.metadata = new MediaMetadata({
      title: host.dataset.title ?? "",
      artwork: [{ src: new URL(host.dataset.poster, document.baseURI).href, type: "image/jpeg" }],
    });
  };
  const report = () => {
    session.playbackState = player.paused() ? "paused" : "playing";
    const [duration, position] = [player.duration(), player.currentTime()];
    if (duration > 0 && Number.isFinite(duration)) {
      session.setPositionState?.({
        duration,
        position: Math.min(position, duration),
        playbackRate: player.playbackRate() || 1,
      });
    }
  };
  describe();
  // The title and the neighbours may have changed since.
  player.on("play", describe);
  player.on(["playing", "pause", "seeked", "ratechange", "durationchange"], report);
  player.on("dispose", () => {
    [...Object.keys(actions), "previoustrack", "nexttrack"].forEach((name) => handle(name, null));
    session.metadata = null;
    session.playbackState = "none";
    session.setPositionState?.();
  });
}
