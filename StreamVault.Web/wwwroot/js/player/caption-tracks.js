// Which captions are shown. Loading the source again makes new tracks, which are found by their labels.
export function captionTracks(player) {
  // Video.js's list has numbered items and a length, but can't be iterated.
  return Array.from(player.textTracks()).filter(({ kind }) => kind === "captions" || kind === "subtitles");
}

export function shownCaptions(player) {
  return captionTracks(player).find(({ mode }) => mode === "showing")?.label;
}

export function showCaptions(player, label) {
  const track = captionTracks(player).find((other) => label !== undefined && other.label === label);
  if (track) {
    track.mode = "showing";
  }
}
