// Returns what it did, in words.
export function toggleFullScreen(player) {
  if (player.isFullscreen()) {
    player.exitFullscreen();
    return "Exit full screen";
  }

  player.requestFullscreen();
  return "Full screen";
}
