// A quality chosen by hand must show at once.
export function switchAtOnce(player) {
  void player;
}
