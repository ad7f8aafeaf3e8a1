// Seeks to a position, at most to the beginning or the end.
export function seekTo(player, seconds) {
  player.currentTime(Math.max(0, Math.min(player.duration() || 0, seconds)));
}

export function seekBy(player, seconds) {
  seekTo(player, player.currentTime() + seconds);
}
