// Virtual scrolling: renders only the cards near the visible part. The grid is plain CSS, and each block reserves space for
// the rows that aren't rendered.
import { recall, remember } from "../js/scroll.js";
import { listen } from "../js/selecting.js";
import { connect } from "./TimelineScrubber.razor.js";

const SCREENS_AROUND = 1.5;
const UPDATE_DELAY = 80;
// A longer way between two updates is a jump, which doesn't go on.
const MAX_SCREENS_AHEAD = 8;
// While the connection is lost, a request may never be answered.
const MAX_WAIT = 2000;
// How far the headings of a shared block are above it, with the gap between them and the top bar.
const SHARED_HEADING = 16;
let release = () => {};

export function attach(timeline, owner) {
  release();
  const stage = timeline.querySelector(".stage");
  const page = timeline.closest(".page");
  const saved = recall();
  let requested = "";
  let timer = 0;
  let updating = false;
  let updateAgain = false;
  let lastY = scrollY;
  let restoring = saved?.y > 0;
  // The browser must jump to an anchor again once the blocks have their height.
  let jumping = !restoring && location.hash.length > 1;
  const scrubber = connect(timeline, {
    placeAtTop: () => placeAtTop(stage),
    isAtTop: (place) => Math.abs(scrollTopOf(stage, place) - scrollY) < 2,
    goTo: (place) => goTo(stage, place),
  });

  // One request at a time: with more of them, a slow server would only ever work on outdated ones.
  const update = async () => {
    timer = 0;
    // The page was left while the timer ran.
    if (!stage.isConnected) {
      return;
    }

    updateAgain = updating;
    if (updating) {
      return;
    }

    updating = true;
    try {
      await render();
    } finally {
      updating = false;
      if (updateAgain) {
        updateSoon();
      }
    }
  };

  const render = async () => {
    const blocks = blocksOf(stage);
    const columns = measure(stage);
    const moved = scrollY - lastY;
    lastY = scrollY;
    // Until the cards are rendered, the page scrolls about as far as since the last update.
    const ahead = Math.abs(moved) < innerHeight * MAX_SCREENS_AHEAD ? moved : 0;
    const shift = restoring ? saved.y - scrollY : ahead;
    const above = -innerHeight * SCREENS_AROUND + shift;
    const below = innerHeight * (1 + SCREENS_AROUND) + shift;
    let first = -1;
    let end = 0;
    for (const block of blocks) {
      const top = block.getBoundingClientRect().top;
      const start = Number(block.dataset.start);
      const count = Number(block.dataset.count);
      const row = rowHeight(stage, block);
      const rows = Math.ceil(count / columns);
      const from = Math.max(0, Math.floor((above - top) / row));
      const to = Math.min(rows, Math.ceil((below - top) / row));
      // Beyond the end of the page, the last row is the nearest.
      if (to > from || block === blocks.at(-1)) {
        first = first < 0 ? start + Math.min(from, rows - 1) * columns : first;
        end = Math.max(end, Math.min(start + count, start + to * columns));
      }
    }

    scrubber?.arrange();
    const range = `${first} ${end}`;
    if (range !== requested) {
      requested = range;
      await Promise.race([
        owner.invokeMethodAsync("ShowAsync", first, Math.max(columns, end - first)),
        new Promise((resolve) => setTimeout(resolve, MAX_WAIT)),
      ]);
    }

    if (jumping) {
      jumping = false;
      const place = scrubber?.placeOf(location.hash.slice(1));
      if (place !== undefined) {
        goTo(stage, place);
      }
    }

    if (restoring) {
      await untilTallEnough(saved.y);
      restoring = false;
      scrollTo({ top: saved.y, behavior: "instant" });
      await focusCard(stage, saved.video);
    } else if (ahead !== 0) {
      // The page may have stopped scrolling meanwhile.
      updateSoon();
    }
  };

  const updateSoon = () => {
    timer ||= setTimeout(update, UPDATE_DELAY);
  };
  const onScroll = () => {
    if (!restoring) {
      remember({ y: scrollY });
      scrubber?.follow();
      updateSoon();
    }
  };
  const onClick = (event) => {
    const step = event.target.closest?.("[data-scroll]");
    const card = event.target.closest?.("article[data-video]");
    if (step) {
      const row = step.closest("section").querySelector("ul");
      row.scrollBy({ left: Number(step.dataset.scroll) * row.clientWidth * 0.8, behavior: scrollBehavior() });
    } else if (card && event.target.closest("a")) {
      // Back returns to this card.
      remember({ y: scrollY, video: card.dataset.video });
    }
  };
  const observer = new ResizeObserver(updateSoon);
  observer.observe(stage);
  addEventListener("scroll", onScroll, { passive: true });
  page.addEventListener("click", onClick);
  const stopSelecting = listen(stage, owner);
  release = () => {
    clearTimeout(timer);
    observer.disconnect();
    stopSelecting();
    scrubber?.release();
    removeEventListener("scroll", onScroll);
    page.removeEventListener("click", onClick);
    release = () => {};
  };
  update();
}

function blocksOf(stage) {
  return [...stage.querySelectorAll(".films")];
}

// Passes the height of a row and the number of columns to the style sheet, which can't measure them.
function measure(stage) {
  const card = stage.querySelector(".films > li > article");
  if (card) {
    const style = getComputedStyle(card.closest(".films"));
    stage.style.setProperty("--columns", style.gridTemplateColumns.split(" ").length);
    stage.style.setProperty("--row", `${card.getBoundingClientRect().height + parseFloat(style.rowGap)}px`);
  }

  return columnsOf(stage);
}

function columnsOf(stage) {
  return Number(stage.style.getPropertyValue("--columns")) || 1;
}

// Blocks that several groups share have room for a heading above each card.
function rowHeight(stage, block) {
  const label = parseFloat(getComputedStyle(block).getPropertyValue("--label")) || 0;
  return (parseFloat(stage.style.getPropertyValue("--row")) || 1) + label;
}

// Where content starts below the top bar and a block's own heading.
function topOf(block) {
  const bar = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const heading = block.previousElementSibling;
  return bar + (heading ? heading.getBoundingClientRect().height : block.matches(".shared") ? SHARED_HEADING : 0);
}

function placeAtTop(stage) {
  if (scrollY === 0) {
    return 0;
  }

  const blocks = blocksOf(stage);
  const block = blocks.find((known) => known.getBoundingClientRect().bottom > topOf(known)) ?? blocks.at(-1);
  const start = Number(block.dataset.start);
  const rows = Math.floor((topOf(block) - block.getBoundingClientRect().top + 1) / rowHeight(stage, block));
  return Math.min(start + Number(block.dataset.count) - 1, start + Math.max(0, rows) * columnsOf(stage));
}

function goTo(stage, place) {
  scrollTo({ top: scrollTopOf(stage, place), behavior: "instant" });
}

// The scroll position with a video's row at the top, or as near to it as the end of the page allows.
function scrollTopOf(stage, place) {
  // The suggested rows and the filters are above the first video.
  if (place === 0) {
    return 0;
  }

  const block = blocksOf(stage).findLast((known) => Number(known.dataset.start) <= place);
  const row = Math.floor((place - Number(block.dataset.start)) / columnsOf(stage));
  const top = block.getBoundingClientRect().top + scrollY + row * rowHeight(stage, block) - topOf(block);
  return Math.min(top, document.documentElement.scrollHeight - innerHeight);
}

// A .NET call may return before the page is rendered.
async function untilTallEnough(y) {
  for (let frames = 0; frames < 120 && document.documentElement.scrollHeight < y + innerHeight; frames++) {
    await new Promise(requestAnimationFrame);
  }
}

async function focusCard(stage, video) {
  for (let frames = 0; video && frames < 120; frames++) {
    const link = stage.querySelector(`article[data-video="${video}"] h3 a`);
    if (link) {
      link.focus({ preventScroll: true });
      return;
    }

    await new Promise(requestAnimationFrame);
  }
}

function scrollBehavior() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}

export function detach() {
  release();
}
