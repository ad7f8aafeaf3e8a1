// The bar beside the library that scrolls to a month: by dragging, clicking and with the keyboard.
const LABEL_HEIGHT = 18;
const DOT_HEIGHT = 7;
const VISIBLE_AFTER_SCROLL = 1500;

// Connects the scrubber in an element. timeline.placeAtTop() is the position in the list at the top of the screen,
// timeline.goTo(place) scrolls to a position, and timeline.isAtTop(place) tells whether its row is still at the top.
// Returns undefined if there is no scrubber.
export function connect(root, timeline) {
  const scrubber = root.querySelector(".scrubber");
  if (!scrubber) {
    return undefined;
  }

  const handle = scrubber.querySelector(".handle");
  const bubble = scrubber.querySelector(".bubble");
  let dragging = false;
  let fading = 0;
  // The last chosen position. Its row may start with a video of another month.
  let chosen = -1;
  const dots = scrubber.querySelector(".dots");
  const total = () => Math.max(1, Number(scrubber.dataset.total));
  let source = "";
  let parsed = [];
  // The attribute changes with the library.
  const groups = () => {
    if (source !== scrubber.dataset.groups) {
      source = scrubber.dataset.groups;
      parsed = source.split(";").map((text) => {
        const [start, anchor, year, name] = text.split(",");
        return { start: Number(start), anchor, year, name };
      });
    }

    return parsed;
  };
  const indexAt = (place) =>
    Math.max(
      0,
      groups().findLastIndex((group) => group.start <= place),
    );

  const show = (place) => {
    const index = indexAt(place);
    const name = groups()[index].name;
    scrubber.style.setProperty("--shown", place / total());
    // Keeps the bubble below the buttons above the list, unless that is far from the pointer.
    const { top, height } = scrubber.getBoundingClientRect();
    const lowest = root.getBoundingClientRect().top - top;
    scrubber.style.setProperty("--lowest", `${lowest > 0 && lowest < height / 2 ? lowest : 0}px`);
    bubble.textContent = name;
    return [index, name];
  };

  const moveHandle = (place) => {
    const [index, name] = show(place);
    handle.style.setProperty("--at", place / total());
    handle.setAttribute("aria-valuenow", index);
    handle.setAttribute("aria-valuetext", name);
  };

  const choose = (place) => {
    chosen = place;
    timeline.goTo(place);
    moveHandle(place);
  };

  const currentPlace = () => (chosen >= 0 && timeline.isAtTop(chosen) ? chosen : timeline.placeAtTop());

  // Clicking the label of a year leads to its first video; clicking anywhere else leads to that position.
  const placeUnder = (event) => {
    const label = event.type === "pointerdown" && event.target.closest?.(".tick");
    if (label) {
      return Number(label.dataset.start);
    }

    const box = scrubber.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientY - box.top - 10) / (box.height - 20)));
    return Math.min(total() - 1, Math.floor(share * total()));
  };

  const onPointerDown = (event) => {
    if (event.button === 0) {
      event.preventDefault();
      handle.focus({ preventScroll: true });
      dragging = true;
      scrubber.dataset.dragging = "";
      scrubber.setPointerCapture(event.pointerId);
      choose(placeUnder(event));
    }
  };

  const onPointerMove = (event) => {
    if (dragging) {
      choose(placeUnder(event));
    } else if (event.pointerType === "mouse") {
      show(placeUnder(event));
    }
  };

  const onPointerUp = () => {
    dragging = false;
    delete scrubber.dataset.dragging;
  };

  const onKeyDown = (event) => {
    const all = groups();
    const now = indexAt(currentPlace());
    const year = all[now].year;
    const nextYear = all.findIndex((group, i) => i > now && group.year !== year);
    const lastYear = all[now - 1]?.year;
    const target = {
      ArrowDown: now + 1,
      ArrowRight: now + 1,
      ArrowUp: now - 1,
      ArrowLeft: now - 1,
      PageDown: nextYear < 0 ? all.length - 1 : nextYear,
      PageUp: all.findIndex((group) => group.year === lastYear),
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      choose(all[Math.min(all.length - 1, Math.max(0, target))].start);
    }
  };

  scrubber.addEventListener("pointerdown", onPointerDown);
  scrubber.addEventListener("pointermove", onPointerMove);
  scrubber.addEventListener("pointerup", onPointerUp);
  scrubber.addEventListener("pointercancel", onPointerUp);
  handle.addEventListener("keydown", onKeyDown);

  return {
    // The position of the group with an anchor; undefined if there is none.
    placeOf: (anchor) => groups().find((group) => group.anchor === anchor)?.start,
    // Call when the page scrolled.
    follow: () => {
      if (!dragging) {
        moveHandle(currentPlace());
      }

      scrubber.dataset.scrolling = "";
      clearTimeout(fading);
      fading = setTimeout(() => delete scrubber.dataset.scrolling, VISIBLE_AFTER_SCROLL);
    },
    // Call when the size of the page changed: leaves out labels and dots that would overlap.
    arrange: () => {
      const height = scrubber.getBoundingClientRect().height - 20;
      const spread = (items, start, distance) => {
        let last = -distance;
        return items.filter((item) => {
          const at = (start(item) / total()) * height;
          const fits = at - last >= distance;
          last = fits ? at : last;
          return fits;
        });
      };
      const labels = [...scrubber.querySelectorAll(".tick")];
      const shown = new Set(spread(labels, (label) => Number(label.dataset.start), LABEL_HEIGHT));
      labels.forEach((label) => label.toggleAttribute("hidden", !shown.has(label)));
      dots.replaceChildren(
        ...spread(groups(), (group) => group.start, DOT_HEIGHT).map((group) => {
          const dot = document.createElement("i");
          dot.style.setProperty("--at", group.start / total());
          return dot;
        }),
      );
      scrubber.toggleAttribute("data-ready", document.documentElement.scrollHeight > innerHeight * 1.5);
      moveHandle(currentPlace());
    },
    release: () => {
      clearTimeout(fading);
      handle.removeEventListener("keydown", onKeyDown);
      scrubber.removeEventListener("pointerdown", onPointerDown);
      scrubber.removeEventListener("pointermove", onPointerMove);
      scrubber.removeEventListener("pointerup", onPointerUp);
      scrubber.removeEventListener("pointercancel", onPointerUp);
    },
  };
}
