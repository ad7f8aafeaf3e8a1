// Theater mode: the player is as wide as the window.
const NAME = "TheatreToggle";

// Returns whether it is on now.
export function toggleTheatre() {
  const root = document.documentElement;
  if (root.dataset.theatre === undefined) {
    root.dataset.theatre = "";
    scrollTo({ top: 0, behavior: "instant" });
  } else {
    delete root.dataset.theatre;
  }

  document.dispatchEvent(new Event("theatre"));
  return root.dataset.theatre !== undefined;
}

export function addTheatre(videojs, player) {
  if (!videojs.getComponent(NAME)) {
    const Button = videojs.getComponent("Button");
    class TheatreToggle extends Button {
      constructor(owner, options) {
        super(owner, options);
        this.update();
        document.addEventListener("theatre", this.update);
        this.on("dispose", () => document.removeEventListener("theatre", this.update));
      }

      update = () => {
        const on = document.documentElement.dataset.theatre !== undefined;
        this.controlText(on ? "Exit theater mode" : "Theater mode");
        this.el()?.setAttribute("aria-pressed", String(on));
      };

      buildCSSClass() {
        return `vjs-theatre-control ${super.buildCSSClass()}`;
      }

      handleClick() {
        toggleTheatre();
      }
    }
    videojs.registerComponent(NAME, TheatreToggle);
  }

  const bar = player.controlBar;
  const before = bar.children().findIndex((child) => child.name() === "FullscreenToggle");
  bar.addChild(NAME, {}, before);
}
