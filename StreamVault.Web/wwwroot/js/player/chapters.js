// Shows chapters as marks on the seek bar and in a menu. They are in the host's attribute, which changes when they do.
export function followChapters(player, host) {
  const marks = document.createElement("div");
  marks.className = "chapter-marks";
  player.controlBar.progressControl.seekBar.el().append(marks);
  let track = null;

  const show = () => {
    const chapters = JSON.parse(host.dataset.chapters ?? "[]");
    const duration = player.duration();
    if (!Number.isFinite(duration) || duration <= 0) {
      return;
    }

    if (track) {
      player.removeRemoteTextTrack(track);
      track = null;
    }

    if (chapters.length > 0) {
      // A remote track, since the player can't remove others.
      track = player.addRemoteTextTrack({ kind: "chapters", label: "Chapters" }, false).track;
      chapters.forEach((chapter, at) => {
        track.addCue(new VTTCue(chapter.start, chapters[at + 1]?.start ?? duration, chapter.title));
      });
      player.controlBar.chaptersButton.update();
    }

    marks.replaceChildren(
      ...chapters
        .filter((chapter) => chapter.start > 0 && chapter.start < duration)
        .map((chapter) => {
          const mark = document.createElement("span");
          mark.style.insetInlineStart = `${(100 * chapter.start) / duration}%`;
          return mark;
        }),
    );
  };

  const observer = new MutationObserver(show);
  observer.observe(host, { attributeFilter: ["data-chapters"] });
  player.on("durationchange", show);
  player.on("dispose", () => observer.disconnect());
}
