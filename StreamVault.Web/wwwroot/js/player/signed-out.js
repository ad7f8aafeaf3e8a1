// When the session ends while a video plays, the player says so, and the video resumes there after signing in.
import { keepPlace, takePlace } from "./place.js";

const SIGNED_OUT = 401;

// The page of a link has no session and names no sign-in page.
export function followSession(videojs, player, { source, signIn }) {
  let over = false;
  const keep = () => {
    if (!over && player.hasStarted()) {
      keepPlace(source, player.currentTime(), !player.paused());
    }
  };
  const end = () => {
    if (!over && signIn) {
      keep();
      over = true;
      player.pause();
      player.addClass("signed-out");
      player.el().append(notice(signIn));
    }
  };
  // Set globally, since there is one player: the player's own hooks are ready before this code can set them.
  const { xhr } = videojs.Vhs;
  const answered = (request, error, response) => {
    if (response?.statusCode === SIGNED_OUT) {
      end();
    }
  };
  xhr.onResponse(answered);
  player.on("dispose", () => xhr.offResponse(answered));
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
  resume(player, takePlace(source));
}

function resume(player, place) {
  if (place) {
    player.one("loadedmetadata", () => {
      player.currentTime(place.at);
      if (place.playing) {
        // A browser that wants a click first leaves it paused at the right place.
        player.play()?.catch(() => {});
      }
    });
  }
}

function notice(signIn) {
  const box = document.createElement("div");
  box.className = "signed-out-notice";
  box.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.textContent = "You've been signed out. Sign in again to continue where you left off.";
  const link = document.createElement("a");
  link.className = "button filled";
  link.href = signIn;
  link.textContent = "Sign in again";
  box.append(words, link);
  return box;
}
