// Which cards are near the screen. The grid itself is plain CSS; rows that are not in the page are room in their stretch.
import { recall, remember } from "../js/scroll.js";
import { listen } from "../js/selecting.js";

const SCREENS_AROUND = 1.5;
const LOOK_PAUSE = 80;
let release = () => {};

export function attach(stage, owner) {
  release();
  const place = recall();
  let asked = "";
  let timer = 0;
  let restoring = place?.y > 0;
  // Whoever jumped before the stretches had their height landed elsewhere.
  let jumping = !restoring && location.hash.length > 1;

  const look = async () => {
    timer = 0;
    // Gone while we waited: there is nothing to measure.
    if (!stage.isConnected) {
      return;
    }

    const films = [...stage.querySelectorAll(".films")];
    const columns = measure(stage);
    const row = parseFloat(stage.style.getPropertyValue("--row"));
    const shift = restoring ? place.y - scrollY : 0;
    const above = -innerHeight * SCREENS_AROUND + shift;
    const below = innerHeight * (1 + SCREENS_AROUND) + shift;
    let first = -1;
    let end = 0;
    for (const stretch of films) {
      const top = stretch.getBoundingClientRect().top;
      const start = Number(stretch.dataset.start);
      const count = Number(stretch.dataset.count);
      const rows = Math.ceil(count / columns);
      const from = Math.max(0, Math.floor((above - top) / row));
      const to = Math.min(rows, Math.ceil((below - top) / row));
      // Beyond the end of everything, the last row is the nearest.
      if (to > from || stretch === films.at(-1)) {
        first = first < 0 ? start + Math.min(from, rows - 1) * columns : first;
        end = Math.max(end, Math.min(start + count, start + to * columns));
      }
    }

    const wish = `${first} ${end}`;
    if (wish !== asked) {
      asked = wish;
      await owner.invokeMethodAsync("ShowAsync", first, Math.max(columns, end - first));
    }

    if (jumping) {
      jumping = false;
      document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: "instant" });
    }

    if (restoring) {
      await highEnough(place.y);
      restoring = false;
      scrollTo({ top: place.y, behavior: "instant" });
    }
  };

  const lookSoon = () => {
    timer ||= setTimeout(look, LOOK_PAUSE);
  };
  const scrolled = () => {
    if (!restoring) {
      remember({ y: scrollY });
      lookSoon();
    }
  };
  const size = new ResizeObserver(lookSoon);
  size.observe(stage);
  addEventListener("scroll", scrolled, { passive: true });
  const stopSelecting = listen(stage, owner);
  release = () => {
    clearTimeout(timer);
    size.disconnect();
    stopSelecting();
    removeEventListener("scroll", scrolled);
    release = () => {};
  };
  look();
}

// Tells the style sheet how tall a row is and how many films stand in it, which it can't count itself.
function measure(stage) {
  const card = stage.querySelector(".films > li");
  if (card) {
    const style = getComputedStyle(card.parentElement);
    stage.style.setProperty("--columns", style.gridTemplateColumns.split(" ").length);
    stage.style.setProperty("--row", `${card.getBoundingClientRect().height + parseFloat(style.rowGap)}px`);
  }

  return Number(stage.style.getPropertyValue("--columns"));
}

// The answer to a call may overtake the drawing it caused.
async function highEnough(y) {
  for (let frames = 0; frames < 120 && document.documentElement.scrollHeight < y + innerHeight; frames++) {
    await new Promise(requestAnimationFrame);
  }
}

export function detach() {
  release();
}
