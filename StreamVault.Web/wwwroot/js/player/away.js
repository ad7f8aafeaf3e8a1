// When the server can't be reached, the player says so, and continues by itself as soon as it can.
import { showCaptions, shownCaptions } from "./caption-tracks.js";

const RETRY_DELAY = 1500;
const TIMEOUT = 5000;
const NOTHING_TO_PLAY = 2;

// A proxy responds for a server that is down.
const isAway = (status) => !status || (status >= 502 && status <= 504);

export function followConnection(videojs, player, { source }) {
  let watching = false;
  let playing = false;
  // Where to continue, from when the source is loaded again until it has started.
  let place = null;

  const notice = document.createElement("div");
  notice.className = "away-notice";
  notice.setAttribute("role", "status");
  player.el().append(notice);

  const reach = async () => {
    const signal = AbortSignal.timeout(TIMEOUT);
    const answer = await fetch(source, { method: "HEAD", cache: "no-store", signal }).catch(() => null);
    return !isAway(answer?.status);
  };
  const hasStopped = () => player.error() !== null || player.readyState() <= NOTHING_TO_PLAY;
  // Whatever is loaded plays on without a notice.
  const show = () => {
    const stopped = watching && hasStopped();
    player.toggleClass("server-away", stopped);
    notice.textContent = stopped ? "The server can't be reached. Trying again…" : "";
  };
  const goToPlace = () => {
    if (place.at !== null) {
      player.currentTime(place.at);
    }

    showCaptions(player, place.captions);
    place = null;
    if (playing) {
      player.play()?.catch(() => {});
    }
  };
  const resume = () => {
    watching = false;
    if (!hasStopped()) {
      // Otherwise Video.js avoids the qualities that failed for minutes.
      player.tech(true)?.vhs?.playlists?.main?.playlists.forEach((playlist) => {
        delete playlist.excludeUntil;
      });
      show();
      return;
    }

    // A source that never loaded still starts where it was going to.
    place ??= { at: player.duration() > 0 ? player.currentTime() : null, captions: shownCaptions(player) };
    player.error(null);
    player.off("loadedmetadata", goToPlace);
    player.one("loadedmetadata", goToPlace);
    player.src(player.currentSource());
    player.one("loadeddata", show);
  };
  const watch = async () => {
    if (watching || player.isDisposed()) {
      return;
    }

    watching = true;
    playing = place === null ? !player.paused() : playing;
    let wasAway = false;
    while (!player.isDisposed() && !(await reach())) {
      wasAway = true;
      playing = place === null && player.error() === null ? !player.paused() : playing;
      show();
      await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY));
    }

    if (player.isDisposed()) {
      return;
    }

    if (wasAway) {
      resume();
    } else {
      watching = false;
    }
  };

  const onResponse = (request, error, response) => {
    if (isAway(response?.statusCode ?? request?.statusCode)) {
      watch();
    }
  };
  const { xhr } = videojs.Vhs;
  xhr.onResponse(onResponse);
  player.on("dispose", () => xhr.offResponse(onResponse));
  player.on("error", watch);
  player.on(["waiting", "error", "canplay"], show);
}
