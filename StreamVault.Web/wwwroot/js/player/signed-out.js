// When the session ends during playback, the player says so, and the video resumes at the same position after signing in.
import { keepPlace, takePlace } from "./place.js";

const SIGNED_OUT = 401;

// Link pages have no session and no address of a sign-in page. Returns whether the video resumes after signing in.
export function followSession(videojs, player, { source, signIn }) {
  let ended = false;
  const keep = () => {
    if (!ended && player.hasStarted()) {
      keepPlace(source, player.currentTime(), !player.paused());
    }
  };
  const end = () => {
    if (!ended && signIn) {
      keep();
      ended = true;
      player.pause();
      player.addClass("signed-out");
      player.el().append(notice(signIn));
    }
  };
  // Set globally, since there is only one player: it is too late for the player's own hooks.
  const { xhr } = videojs.Vhs;
  const onResponse = (request, error, response) => {
    if (response?.statusCode === SIGNED_OUT) {
      end();
    }
  };
  xhr.onResponse(onResponse);
  player.on("dispose", () => xhr.offResponse(onResponse));
  // If the browser plays HLS natively, its requests can't be observed.
  player.on("error", async () => {
    const answer = await fetch(source, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer?.status === SIGNED_OUT) {
      end();
    }
  });
  player.on("dispose", keep);
  addEventListener("pagehide", keep);
  player.on("dispose", () => removeEventListener("pagehide", keep));
  const place = takePlace(source);
  resume(player, place);
  return place !== null;
}

function resume(player, place) {
  if (place) {
    player.one("loadedmetadata", () => {
      player.currentTime(place.at);
      if (place.playing) {
        // If the browser blocks autoplay, the video stays paused at that position.
        player.play()?.catch(() => {});
      }
    });
  }
}

function notice(signIn) {
  const box = document.createElement("div");
  box.className = "signed-out-notice";
  box.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = "You've been signed out. Sign in again to continue where you left off.";
  const link = document.createElement("a");
  link.className = "button filled";
  link.href = signIn;
  link.textContent = "Sign in again";
  box.append(text, link);
  return box;
}
