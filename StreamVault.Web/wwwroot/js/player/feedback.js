// Shows briefly what a key or a gesture did: "+10 s", "Volume 60 %".
const DURATION = 900;

export function addFeedback(player) {
  const shown = document.createElement("div");
  shown.className = "key-feedback";
  shown.setAttribute("aria-hidden", "true");
  const spoken = document.createElement("div");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  player.el().append(shown, spoken);
  let timer = 0;
  const hide = () => {
    clearTimeout(timer);
    delete shown.dataset.shown;
  };
  // Keeps the text until it is hidden. The side is where it appears: top, left, or right.
  const hold = (text, side = "top") => {
    clearTimeout(timer);
    shown.textContent = text;
    Object.assign(shown.dataset, { side, shown: "" });
  };
  player.on("dispose", hide);
  return {
    hold,
    hide,
    show(text, side) {
      hold(text, side);
      timer = setTimeout(hide, DURATION);
    },
    // For screen readers: only what can't be heard in the video itself.
    say(text) {
      spoken.textContent = text;
    },
  };
}
