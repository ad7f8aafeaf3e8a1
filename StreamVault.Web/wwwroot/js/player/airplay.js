// Safari's button to play on an Apple TV, shown only while there is one.
const NAME = "AirPlayToggle";

export function addAirPlay(videojs, player) {
  const video = player.tech(true)?.el();
  if (!video?.webkitShowPlaybackTargetPicker) {
    return;
  }

  if (!videojs.getComponent(NAME)) {
    const Button = videojs.getComponent("Button");
    class AirPlayToggle extends Button {
      constructor(owner, options) {
        super(owner, options);
        this.controlText("AirPlay");
        this.hide();
      }

      buildCSSClass() {
        return `vjs-airplay-control ${super.buildCSSClass()}`;
      }

      handleClick() {
        this.player().tech(true).el().webkitShowPlaybackTargetPicker();
      }
    }
    videojs.registerComponent(NAME, AirPlayToggle);
  }

  const bar = player.controlBar;
  const before = bar.children().findIndex((child) => child.name() === "FullscreenToggle");
  const button = bar.addChild(NAME, {}, before);
  video.addEventListener("webkitplaybacktargetavailabilitychanged", ({ availability }) =>
    availability === "available" ? button.show() : button.hide(),
  );
}
