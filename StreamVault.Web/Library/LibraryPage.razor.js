// Virtual scrolling: renders only the cards near the visible part. The grid is plain CSS, and each group reserves space for
// the rows that aren't rendered.
import { recall, remember } from "../js/scroll.js";
import { listen } from "../js/selecting.js";

const SCREENS_AROUND = 1.5;
const UPDATE_DELAY = 80;
let release = () => {};

export function attach(stage, owner) {
  release();
  const saved = recall();
  let requested = "";
  let timer = 0;
  let restoring = saved?.y > 0;
  // A jump to an anchor has to be repeated once the groups have their height.
  let jumping = !restoring && location.hash.length > 1;

  const update = async () => {
    timer = 0;
    // The page was left while the timer ran.
    if (!stage.isConnected) {
      return;
    }

    const groups = [...stage.querySelectorAll(".films")];
    const columns = measure(stage);
    const row = parseFloat(stage.style.getPropertyValue("--row"));
    const shift = restoring ? saved.y - scrollY : 0;
    const above = -innerHeight * SCREENS_AROUND + shift;
    const below = innerHeight * (1 + SCREENS_AROUND) + shift;
    let first = -1;
    let end = 0;
    for (const group of groups) {
      const top = group.getBoundingClientRect().top;
      const start = Number(group.dataset.start);
      const count = Number(group.dataset.count);
      const rows = Math.ceil(count / columns);
      const from = Math.max(0, Math.floor((above - top) / row));
      const to = Math.min(rows, Math.ceil((below - top) / row));
      // Beyond the end of the page, the last row is the nearest.
      if (to > from || group === groups.at(-1)) {
        first = first < 0 ? start + Math.min(from, rows - 1) * columns : first;
        end = Math.max(end, Math.min(start + count, start + to * columns));
      }
    }

    const range = `${first} ${end}`;
    if (range !== requested) {
      requested = range;
      await owner.invokeMethodAsync("ShowAsync", first, Math.max(columns, end - first));
    }

    if (jumping) {
      jumping = false;
      document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: "instant" });
    }

    if (restoring) {
      await untilTallEnough(saved.y);
      restoring = false;
      scrollTo({ top: saved.y, behavior: "instant" });
    }
  };

  const updateSoon = () => {
    timer ||= setTimeout(update, UPDATE_DELAY);
  };
  const onScroll = () => {
    if (!restoring) {
      remember({ y: scrollY });
      updateSoon();
    }
  };
  const observer = new ResizeObserver(updateSoon);
  observer.observe(stage);
  addEventListener("scroll", onScroll, { passive: true });
  const stopSelecting = listen(stage, owner);
  release = () => {
    clearTimeout(timer);
    observer.disconnect();
    stopSelecting();
    removeEventListener("scroll", onScroll);
    release = () => {};
  };
  update();
}

// Passes the height of a row and the number of columns to the style sheet, which can't measure them.
function measure(stage) {
  const card = stage.querySelector(".films > li");
  if (card) {
    const style = getComputedStyle(card.parentElement);
    stage.style.setProperty("--columns", style.gridTemplateColumns.split(" ").length);
    stage.style.setProperty("--row", `${card.getBoundingClientRect().height + parseFloat(style.rowGap)}px`);
  }

  return Number(stage.style.getPropertyValue("--columns"));
}

// A .NET call may return before the page is rendered.
async function untilTallEnough(y) {
  for (let frames = 0; frames < 120 && document.documentElement.scrollHeight < y + innerHeight; frames++) {
    await new Promise(requestAnimationFrame);
  }
}

export function detach() {
  release();
}
