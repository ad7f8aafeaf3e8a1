// Touch: two taps at the left or the right seek, two taps in the middle toggle full screen, and holding plays faster.
import { toggleFullScreen } from "./full-screen.js";
import { seekBy } from "./seeking.js";

const SEEK_STEP = 10;
const TAP_DURATION = 250;
const TAP_INTERVAL = 300;
const SEEK_INTERVAL = 600;
const HOLD_DELAY = 500;
const MAX_MOVE = 10;

export function followTouch(player, feedback, speed) {
  const element = player.el();
  let touch = null;
  let tap = null;
  let holdTimer = 0;
  let holding = false;

  const sideAt = (x) => {
    const box = element.getBoundingClientRect();
    return ["left", "middle", "right"][Math.max(0, Math.min(2, Math.floor((3 * (x - box.left)) / box.width)))];
  };
  const stopHolding = () => {
    clearTimeout(holdTimer);
    if (holding) {
      holding = false;
      speed.stopFast();
      feedback.hide();
    }
  };
  const hold = () => {
    if (!player.paused() && !player.ended()) {
      holding = true;
      feedback.hold(`${speed.startFast()} while you hold`);
    }
  };
  const seek = (side) => {
    const step = side === "left" ? -SEEK_STEP : SEEK_STEP;
    seekBy(player, step);
    tap.seconds += SEEK_STEP;
    feedback.show(`${side === "left" ? "−" : "+"}${tap.seconds} s`, side);
  };

  // Captured, so that Video.js doesn't take the second of two taps as a single one, which toggles the controls.
  const onStart = (event) => {
    stopHolding();
    touch = null;
    if (event.touches.length === 1 && event.target.matches("video")) {
      const { clientX, clientY } = event.touches[0];
      touch = { x: clientX, y: clientY, at: event.timeStamp };
      holdTimer = setTimeout(hold, HOLD_DELAY);
    }
  };
  const onMove = ({ touches }) => {
    if (touch && !holding && Math.hypot(touches[0].clientX - touch.x, touches[0].clientY - touch.y) > MAX_MOVE) {
      clearTimeout(holdTimer);
      touch = null;
    }
  };
  const onEnd = (event) => {
    const wasHolding = holding;
    stopHolding();
    const ended = touch;
    touch = null;
    if (wasHolding) {
      event.preventDefault();
      event.stopPropagation();
    } else if (ended && event.timeStamp - ended.at < TAP_DURATION) {
      onTap(event, sideAt(ended.x));
    }
  };
  const onTap = (event, side) => {
    const interval = tap?.seconds ? SEEK_INTERVAL : TAP_INTERVAL;
    if (tap?.side !== side || event.timeStamp - tap.at > interval) {
      tap = { side, at: event.timeStamp, seconds: 0, wasActive: player.userActive() };
      return;
    }

    event.preventDefault();
    event.stopPropagation();
    tap.at = event.timeStamp;
    player.userActive(tap.wasActive);
    if (side === "middle") {
      tap = null;
      toggleFullScreen(player);
    } else {
      seek(side);
    }
  };
  const onCancel = () => {
    stopHolding();
    touch = null;
  };
  // Holding would also open the browser's menu.
  const onMenu = (event) => {
    if (touch) {
      event.preventDefault();
    }
  };
  element.addEventListener("touchstart", onStart, { capture: true, passive: true });
  element.addEventListener("touchmove", onMove, { capture: true, passive: true });
  element.addEventListener("touchend", onEnd, { capture: true });
  element.addEventListener("touchcancel", onCancel, { capture: true });
  element.addEventListener("contextmenu", onMenu, { capture: true });
  player.on("dispose", () => clearTimeout(holdTimer));
}
