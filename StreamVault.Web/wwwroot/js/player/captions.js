// The size and background of captions. Replaces Video.js's dialog, which has twelve settings.
import { recall, remember } from "./stored.js";

const NAME = "CaptionSettings";
const STORED = "captions";
const SIZES = [
  ["Small", 0.75],
  ["Medium", 1],
  ["Large", 1.5],
];

function lastChoice() {
  try {
    const { size, background } = JSON.parse(recall(STORED)) ?? {};
    return { size: SIZES.some(([, value]) => value === size) ? size : 1, background: background !== false };
  } catch {
    return { size: 1, background: true };
  }
}

function choice(type, name, text, checked, choose) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { type, name, checked });
  input.addEventListener("change", () => choose(input.checked));
  label.append(input, text);
  return label;
}

// The name of the component, for the player's options.
export function captionSettings(videojs) {
  if (!videojs.getComponent(NAME)) {
    const ModalDialog = videojs.getComponent("ModalDialog");
    class CaptionSettings extends ModalDialog {
      constructor(player, options) {
        super(player, { ...options, temporary: false, pauseOnOpen: false, label: "Captions" });
        this.choice = lastChoice();
        this.fillWith(this.#fields());
        this.#apply();
      }

      buildCSSClass() {
        return `caption-settings ${super.buildCSSClass()}`;
      }

      // Called by Video.js for each caption. Values are texts, except the size.
      getValues() {
        const { size, background } = this.choice;
        return {
          ...(size === 1 ? {} : { fontPercent: size }),
          ...(background ? {} : { backgroundOpacity: "0", edgeStyle: "uniform" }),
        };
      }

      #fields() {
        const sizes = document.createElement("fieldset");
        const legend = document.createElement("legend");
        legend.textContent = "Caption size";
        const group = `${this.id()}-size`;
        const { size, background } = this.choice;
        sizes.append(
          legend,
          ...SIZES.map(([text, value]) =>
            choice("radio", group, text, value === size, () => this.#choose({ size: value })),
          ),
        );
        const box = choice("checkbox", "", "Dark background", background, (on) => this.#choose({ background: on }));
        return [sizes, box];
      }

      #choose(change) {
        this.choice = { ...this.choice, ...change };
        remember(STORED, JSON.stringify(this.choice));
        this.#apply();
        this.player().getChild("textTrackDisplay")?.updateDisplay();
      }

      // On phones, the style sheet sets the size.
      #apply() {
        this.player().el()?.style.setProperty("--caption-size", this.choice.size);
      }
    }
    videojs.registerComponent(NAME, CaptionSettings);
  }

  return NAME;
}
