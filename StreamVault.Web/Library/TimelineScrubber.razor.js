// The bar beside the library that scrolls to a month: by dragging, clicking and with the keyboard.
const LABEL_HEIGHT = 18;
const DOT_HEIGHT = 7;
const VISIBLE_AFTER_SCROLL = 1500;

// Connects the scrubber in an element. timeline.placeAtTop() is the position in the list at the top of the screen, and
// timeline.goTo(place) scrolls to one. Returns undefined if there is no scrubber.
export function connect(root, timeline) {
  const scrubber = root.querySelector(".scrubber");
  if (!scrubber) {
    return undefined;
  }

  const handle = scrubber.querySelector(".handle");
  const bubble = scrubber.querySelector(".bubble");
  let dragging = false;
  let fading = 0;
  const ticks = () => [...scrubber.querySelectorAll(".tick")];
  const total = () => Math.max(1, Number(scrubber.dataset.total));
  const start = (tick) => Number(tick.dataset.start);
  const indexAt = (place) =>
    Math.max(
      0,
      ticks().findLastIndex((tick) => start(tick) <= place),
    );

  const show = (place) => {
    const index = indexAt(place);
    const name = ticks()[index]?.dataset.name ?? "";
    scrubber.style.setProperty("--shown", place / total());
    bubble.textContent = name;
    return [index, name];
  };

  const moveHandle = (place) => {
    const [index, name] = show(place);
    handle.style.setProperty("--at", place / total());
    handle.setAttribute("aria-valuenow", index);
    handle.setAttribute("aria-valuetext", name);
  };

  // A year's own label leads to its first video, everything else to the position.
  const placeUnder = (event) => {
    const label = event.type === "pointerdown" && event.target.closest?.(".tick:not(:empty)");
    if (label) {
      return start(label);
    }

    const box = scrubber.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientY - box.top - 10) / (box.height - 20)));
    return Math.min(total() - 1, Math.floor(share * total()));
  };

  const drag = (event) => {
    const place = placeUnder(event);
    timeline.goTo(place);
    moveHandle(place);
  };

  const onPointerDown = (event) => {
    if (event.button === 0) {
      event.preventDefault();
      handle.focus({ preventScroll: true });
      dragging = true;
      scrubber.dataset.dragging = "";
      scrubber.setPointerCapture(event.pointerId);
      drag(event);
    }
  };

  const onPointerMove = (event) => {
    if (dragging) {
      drag(event);
    } else if (event.pointerType === "mouse") {
      show(placeUnder(event));
    }
  };

  const onPointerUp = () => {
    dragging = false;
    delete scrubber.dataset.dragging;
  };

  const onKeyDown = (event) => {
    const all = ticks();
    const now = indexAt(timeline.placeAtTop());
    const year = all[now]?.dataset.year;
    const nextYear = all.findIndex((tick, i) => i > now && tick.dataset.year !== year);
    const lastYear = all[now - 1]?.dataset.year;
    const target = {
      ArrowDown: now + 1,
      ArrowRight: now + 1,
      ArrowUp: now - 1,
      ArrowLeft: now - 1,
      PageDown: nextYear < 0 ? all.length - 1 : nextYear,
      PageUp: all.findIndex((tick) => tick.dataset.year === lastYear),
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      const tick = all[Math.min(all.length - 1, Math.max(0, target))];
      timeline.goTo(start(tick));
      moveHandle(start(tick));
    }
  };

  scrubber.addEventListener("pointerdown", onPointerDown);
  scrubber.addEventListener("pointermove", onPointerMove);
  scrubber.addEventListener("pointerup", onPointerUp);
  scrubber.addEventListener("pointercancel", onPointerUp);
  handle.addEventListener("keydown", onKeyDown);

  return {
    // The position of the group with an anchor; undefined if there is none.
    placeOf: (anchor) => {
      const tick = ticks().find((known) => known.dataset.anchor === anchor);
      return tick && start(tick);
    },
    // Call when the page scrolled.
    follow: () => {
      if (!dragging) {
        moveHandle(timeline.placeAtTop());
      }

      scrubber.dataset.scrolling = "";
      clearTimeout(fading);
      fading = setTimeout(() => delete scrubber.dataset.scrolling, VISIBLE_AFTER_SCROLL);
    },
    // Call when the size of the page changed: hides labels that overlap.
    arrange: () => {
      const height = scrubber.getBoundingClientRect().height - 20;
      let labelEnd = -LABEL_HEIGHT;
      let dotEnd = -DOT_HEIGHT;
      for (const tick of ticks()) {
        const at = (start(tick) / total()) * height;
        const isLabel = tick.textContent !== "";
        const fits = isLabel && at - labelEnd >= LABEL_HEIGHT;
        tick.toggleAttribute("data-dot", isLabel && !fits);
        tick.toggleAttribute("data-dense", !fits && (at - dotEnd < DOT_HEIGHT || at - labelEnd < LABEL_HEIGHT / 2 + 2));
        if (fits) {
          labelEnd = at;
          dotEnd = at;
        } else if (!tick.hasAttribute("data-dense")) {
          dotEnd = at;
        }
      }

      scrubber.toggleAttribute("data-ready", document.documentElement.scrollHeight > innerHeight * 1.5);
      moveHandle(timeline.placeAtTop());
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
