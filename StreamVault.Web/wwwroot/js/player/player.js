// Creates the Video.js player. The library is loaded only on pages with a player, and disposed when the page is left.
import { takeAutostart } from "../autostart.js";
import { addAirPlay } from "./airplay.js";
import { followConnection } from "./away.js";
import { showCaptions, shownCaptions } from "./caption-tracks.js";
import { captionSettings } from "./captions.js";
import { followChapters } from "./chapters.js";
import { addFeedback } from "./feedback.js";
import { addFrameSteps } from "./frames.js";
import { followTouch } from "./gestures.js";
import { listen } from "./keys.js";
import { addLoop } from "./loop.js";
import { offerMediaSession } from "./media-session.js";
import { switchAtOnce } from "./quality.js";
import { resumeAt, resumePosition, savePositions } from "./resume.js";
import { followSession } from "./signed-out.js";
import { rememberSpeed, SPEEDS } from "./speed.js";
import { recall, remember } from "./stored.js";
import { addTheatre } from "./theatre.js";
import { addUpNext } from "./up-next.js";
import { keepScreenOn } from "./wake-lock.js";

const INITIAL_BANDWIDTH = 12_000_000;
const VOLUME = "volume";
let player = null;
let stopListening = null;

// Lets the browser handle input and draw. On a phone, each step of starting a player takes a noticeable moment.
const pause = () => new Promise((resolve) => setTimeout(resolve));

async function loadVideojs() {
  // These are global scripts. Importing runs each of them once.
  await import("../../vendor/videojs/video.min.js");
  await import("../../vendor/videojs/quality-menu.min.js");
  await import("../../vendor/videojs/sprite-thumbnails.min.js");
  const { videojs } = globalThis;
  // It would log a warning for each change of its buffer settings.
  videojs.log.level("error");
  // A small buffer is enough on a home network, and less is discarded when the user changes the quality.
  videojs.Vhs.GOAL_BUFFER_LENGTH = 16;
  videojs.Vhs.MAX_GOAL_BUFFER_LENGTH = 24;
  return videojs;
}

// The page has them with a media type that doesn't apply, so that they don't delay its first rendering.
function applyStyles() {
  const links = [...document.querySelectorAll("link[data-player-styles]")];
  return Promise.all(
    links.map((link) => {
      link.media = "all";
      return (
        link.sheet ??
        new Promise((resolve) => {
          link.addEventListener("load", resolve, { once: true });
          link.addEventListener("error", resolve, { once: true });
        })
      );
    }),
  );
}

export async function attach(host) {
  const { source, poster, start, position, previews } = host.dataset;
  const [videojs] = await Promise.all([loadVideojs(), applyStyles()]);
  await pause();
  if (!host.isConnected) {
    return;
  }

  const element = document.createElement("video-js");
  element.className = "vjs-fill";
  host.replaceChildren(element);
  const created = videojs(element, {
    controls: true,
    preload: "auto",
    playsinline: true,
    poster,
    playbackRates: SPEEDS,
    enableSmoothSeeking: true,
    noUITitleAttributes: false,
    textTrackSettings: { componentClass: captionSettings(videojs) },
    controlBar: { remainingTimeDisplay: false, currentTimeDisplay: true, timeDivider: true, durationDisplay: true },
    html5: {
      vhs: {
        overrideNative: !videojs.browser.IS_SAFARI,
        // Home networks are fast: start with a high quality and step down only if necessary.
        bandwidth: INITIAL_BANDWIDTH,
        // Otherwise subtitles that are marked as forced can't be chosen, and many files mark all of them.
        useForcedSubtitles: true,
        // The browser's estimate is for the internet connection, not for the connection to this server.
        useNetworkInformationApi: false,
      },
    },
  });
  player = created;
  const returned = followSession(videojs, player, host.dataset);
  player.qualityMenu({ defaultResolution: "", useResolutionLabels: true });
  switchAtOnce(player);
  addTheatre(videojs, player);
  if (previews) {
    // "downlink" would turn them off for slow internet connections, which says nothing about this server.
    player.spriteThumbnails({ ...JSON.parse(previews), downlink: 0 });
  }

  player.volume(Number(recall(VOLUME) ?? 1));
  player.on("volumechange", () => remember(VOLUME, player.volume()));
  addControls(videojs, host);
  followChapters(player, host);
  followConnection(videojs, player, host.dataset);
  if (position) {
    savePositions(player, position);
  }

  const resume = position ? resumePosition(host.dataset) : null;
  if (start) {
    player.one("loadedmetadata", () => player.currentTime(Number(start)));
  } else if (resume && !returned) {
    resumeAt(videojs, player, resume);
  }

  if (takeAutostart()) {
    // If the browser blocks it, the video waits for a click.
    player.one("loadedmetadata", () => created.play()?.catch(() => {}));
  }

  await pause();
  // The page may have been left meanwhile.
  if (!created.isDisposed()) {
    created.src({ src: source, type: "application/x-mpegURL" });
  }
}

// The keys, gestures and the system's controls.
function addControls(videojs, host) {
  const [feedback, speed, loop] = [addFeedback(player), rememberSpeed(player), addLoop(videojs, player)];
  stopListening = listen(player, { feedback, loop, stepFrames: addFrameSteps(player) });
  followTouch(player, feedback, speed);
  offerMediaSession(player, host);
  keepScreenOn(player);
  addUpNext(player, feedback, loop);
  addAirPlay(videojs, player);
}

// Seeks and starts playback.
export function seek(seconds) {
  player?.currentTime(seconds);
  player?.play();
  player?.el().scrollIntoView({ block: "nearest" });
}

// Loads the playlist again because its subtitles changed, and continues where playback was.
export function reload() {
  if (!player?.currentSrc()) {
    return;
  }

  const [time, isPaused, captions] = [player.currentTime(), player.paused(), shownCaptions(player)];
  player.one("loadedmetadata", () => {
    player.currentTime(time);
    showCaptions(player, captions);
    if (!isPaused) {
      player.play()?.catch(() => {});
    }
  });
  player.src(player.currentSource());
}

// The current position, in seconds; null before the player has started.
export function currentTime() {
  return player?.currentTime() ?? null;
}

export function detach() {
  stopListening?.();
  player?.dispose();
  player = null;
  stopListening = null;
  delete document.documentElement.dataset.theatre;
}
