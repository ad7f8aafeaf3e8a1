// Which cards are near the screen. The grid itself is plain CSS; rows that are not in the page are room above and below.
import { recall, remember } from "../js/scroll.js";

const SCREENS_AROUND = 1.5;
const LOOK_PAUSE = 80;
let release = () => {};

export function attach(stage, owner) {
  release();
  const place = recall();
  let asked = "";
  let timer = 0;
  let restoring = place?.y > 0;

  const look = async () => {
    timer = 0;
    const films = stage.querySelector(".films");
    const card = films?.firstElementChild;
    // Gone while we waited: there is nothing to measure.
    if (!card?.isConnected) {
      return;
    }

    const style = getComputedStyle(films);
    const columns = style.gridTemplateColumns.split(" ").length;
    const row = card.getBoundingClientRect().height + parseFloat(style.rowGap);
    stage.style.setProperty("--row", `${row}px`);
    const total = Number(films.dataset.total);
    const scrolled = restoring ? place.y : scrollY;
    const top = scrolled - (films.getBoundingClientRect().top + scrollY);
    const from = Math.max(0, Math.floor((top - innerHeight * SCREENS_AROUND) / row));
    const to = Math.ceil((top + innerHeight * (1 + SCREENS_AROUND)) / row);
    const first = Math.min(from, Math.max(0, Math.ceil(total / columns) - 1)) * columns;
    const count = Math.max(columns, (to - from) * columns);
    const wish = `${first} ${count} ${columns}`;
    if (wish !== asked) {
      asked = wish;
      await owner.invokeMethodAsync("ShowAsync", first, count, columns);
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
  release = () => {
    clearTimeout(timer);
    size.disconnect();
    removeEventListener("scroll", scrolled);
    release = () => {};
  };
  look();
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
