// Keeps the screen on while a video plays. Only secure pages can do that, and not in every browser.
export function keepScreenOn(player) {
  let lock = null;
  let wanted = false;
  let requesting = false;

  const release = () => {
    wanted = false;
    lock?.release().catch(() => {});
    lock = null;
  };
  const request = async () => {
    wanted = true;
    if (requesting || (lock && !lock.released)) {
      return;
    }

    requesting = true;

    // Refused while the page is hidden, and by some devices to save power.
    lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
    requesting = false;
    if (!wanted) {
      release();
    }
  };
  // The browser releases it when the page is hidden.
  const onVisible = () => {
    if (document.visibilityState === "visible" && !player.paused()) {
      request();
    }
  };
  player.on("playing", request);
  player.on(["pause", "ended", "error"], release);
  document.addEventListener("visibilitychange", onVisible);
  player.on("dispose", () => {
    document.removeEventListener("visibilitychange", onVisible);
    release();
  });
}
