// At the end of a video that was opened from a list: offers the next one, and opens it after a few seconds.
import { choose, read } from "../preferences.js";

const COUNTDOWN = 8;
const NAME = "autoplay";

export const neighbour = (rel) => document.querySelector(`.neighbours a[rel=${rel}]`);

function button(text, className, onClick) {
  const element = document.createElement("button");
  Object.assign(element, { type: "button", className, textContent: text });
  element.addEventListener("click", onClick);
  return element;
}

function text(className, content) {
  const element = document.createElement("p");
  Object.assign(element, { className, textContent: content });
  return element;
}

export function addUpNext(player, feedback, loop) {
  let panel = null;
  let timer = 0;

  const stop = () => {
    clearInterval(timer);
    timer = 0;
  };
  const close = () => {
    stop();
    const hadFocus = panel?.contains(document.activeElement);
    panel?.remove();
    panel = null;
    if (hadFocus) {
      player.el().focus();
    }
  };
  const count = (line) => {
    let left = COUNTDOWN;
    const show = () => {
      line.textContent = left === 1 ? "Starts in 1 second" : `Starts in ${left} seconds`;
    };
    show();
    timer = setInterval(() => {
      left -= 1;
      if (left > 0) {
        show();
      } else {
        stop();
        // The next video may have changed since.
        neighbour("next")?.click();
      }
    }, 1000);
  };
  const open = () => {
    const link = neighbour("next");
    close();
    if (!link || loop.repeats()) {
      return;
    }

    const poster = document.createElement("img");
    Object.assign(poster, { src: link.dataset.poster, alt: "" });
    const title = text("title", link.title);
    title.dir = "auto";
    const line = text("countdown", "");
    const cancel = button("Cancel", "button", close);
    const start = () => {
      count(line);
      cancel.hidden = false;
    };
    const label = document.createElement("label");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", checked: read(NAME) !== "off" });
    box.addEventListener("change", () => {
      choose(NAME, box.checked ? "" : "off");
      stop();
      line.textContent = "";
      if (box.checked) {
        start();
      }
    });
    label.append(box, "Play the next video automatically");
    const buttons = document.createElement("div");
    buttons.className = "buttons";
    buttons.append(
      button("Play now", "button filled", () => neighbour("next")?.click()),
      cancel,
    );
    panel = document.createElement("div");
    panel.className = "up-next";
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", "Up next");
    panel.append(text("heading", "Up next"), poster, title, line, buttons, label);
    player.el().append(panel);
    if (box.checked) {
      start();
      feedback.say(`Up next: ${link.title}. Starts in ${COUNTDOWN} seconds.`);
    } else {
      feedback.say(`Up next: ${link.title}`);
    }
  };
  player.on("ended", open);
  player.on(["play", "seeking", "dispose"], close);
}
