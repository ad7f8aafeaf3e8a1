// Video.js in our frame: loaded only where something is watched, gone without a trace when the page is left.
import { listen } from "./keys.js";
import { switchAtOnce } from "./quality.js";
import { followSession } from "./signed-out.js";
import { addTheatre } from "./theatre.js";

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const FIRST_GUESS = 12_000_000;
const VOLUME = "player-volume";
let player = null;
let deaf = null;

async function loadVideojs() {
  // These two are scripts for a global; importing them runs each once.
  await import("../../vendor/videojs/video.min.js");
  await import("../../vendor/videojs/quality-menu.min.js");
  const { videojs } = globalThis;
  // It warns of every change to its buffer; we know what we do.
  videojs.log.level("error");
  // Little ahead is enough at home, and less is thrown away when the quality is changed by hand.
  videojs.Vhs.GOAL_BUFFER_LENGTH = 16;
  videojs.Vhs.MAX_GOAL_BUFFER_LENGTH = 24;
  return videojs;
}

export async function attach(host) {
  const { source, poster } = host.dataset;
  const videojs = await loadVideojs();
  if (!host.isConnected) {
    return;
  }

  const element = document.createElement("video-js");
  element.className = "vjs-fill";
  host.replaceChildren(element);
  player = videojs(element, {
    controls: true,
    preload: "auto",
    playsinline: true,
    poster,
    playbackRates: SPEEDS,
    enableSmoothSeeking: true,
    noUITitleAttributes: false,
    controlBar: { remainingTimeDisplay: false, currentTimeDisplay: true, timeDivider: true, durationDisplay: true },
    html5: {
      vhs: {
        overrideNative: !videojs.browser.IS_SAFARI,
        // At home the network is quick: begin with a good picture and step down only if it must be.
        bandwidth: FIRST_GUESS,
        // Otherwise nobody could choose subtitles that the file marks as forced, and many files mark all of them.
        useForcedSubtitles: true,
        // The browser's guess is about the way to the internet, not about the way to this server.
        useNetworkInformationApi: false,
      },
    },
    sources: [{ src: source, type: "application/x-mpegURL" }],
  });
  followSession(videojs, player, host.dataset);
  player.qualityMenu({ defaultResolution: "", useResolutionLabels: true });
  switchAtOnce(player);
  addTheatre(videojs, player);
  player.volume(Number(localStorage.getItem(VOLUME) ?? 1));
  player.on("volumechange", () => localStorage.setItem(VOLUME, String(player.volume())));
  deaf = listen(player, host);
}

// Goes to a moment and plays from there.
export function seek(seconds) {
  player?.currentTime(seconds);
  player?.play();
  player?.el().scrollIntoView({ block: "nearest" });
}

export function detach() {
  deaf?.();
  player?.dispose();
  player = null;
  deaf = null;
  delete document.documentElement.dataset.theatre;
}
