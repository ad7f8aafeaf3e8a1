// Moving previews on cards: while the mouse rests on a card, or a finger on its picture.
const AFTER_HOVER = 300;
const AFTER_PRESS = 450;
let timer = 0;
let card = null;
let pressed = false;

const allowed = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;
const cardOf = (target) => target.closest?.("article[data-video]");

function stop() {
  clearTimeout(timer);
  const playing = card?.querySelector("[data-playing]");
  playing?.removeAttribute("data-playing");
  playing?.style.removeProperty("background-image");
  card = null;
}

function begin(target, delay) {
  stop();
  const preview = target?.querySelector("[data-preview]");
  if (preview && allowed()) {
    card = target;
    timer = setTimeout(() => play(target, preview), delay);
  }
}

async function play(target, preview) {
  pressed = true;
  const image = new Image();
  image.src = preview.dataset.preview;
  try {
    await image.decode();
  } catch {
    // The preview isn't made yet: the poster stays.
    return;
  }

  if (card === target) {
    preview.style.backgroundImage = `url("${image.src}")`;
    preview.dataset.playing = "";
  }
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "mouse" && cardOf(event.target) !== card) {
    begin(cardOf(event.target), AFTER_HOVER);
  }
});

document.addEventListener("pointerdown", (event) => {
  pressed = false;
  if (event.pointerType === "touch") {
    begin(cardOf(event.target), AFTER_PRESS);
  }
});

for (const ending of ["pointerup", "pointercancel"]) {
  document.addEventListener(ending, (event) => {
    if (event.pointerType === "touch") {
      stop();
    }
  });
}

document.addEventListener("contextmenu", (event) => {
  // A long press shows the preview instead of the browser's menu.
  if (event.pointerType === "touch" && card && cardOf(event.target) === card) {
    event.preventDefault();
  }
});

document.addEventListener(
  "click",
  (event) => {
    // The click at the end of a long press doesn't open the video.
    if (pressed && event.pointerType === "touch" && cardOf(event.target)) {
      event.preventDefault();
      event.stopPropagation();
    }

    pressed = false;
  },
  true,
);
