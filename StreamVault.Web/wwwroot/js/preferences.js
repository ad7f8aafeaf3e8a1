// Appearance preferences. They are stored in cookies, so that the server can render them.
const YEAR_SECONDS = 60 * 60 * 24 * 365;

export function read(name) {
  return document.documentElement.dataset[name] ?? "";
}

export function choose(name, value) {
  if (value) {
    document.documentElement.dataset[name] = value;
  } else {
    delete document.documentElement.dataset[name];
  }

  const maxAge = value ? YEAR_SECONDS : 0;
  document.cookie = `streamvault-${name}=${value}; path=/; max-age=${maxAge}; samesite=strict`;
  document.dispatchEvent(new CustomEvent("preference", { detail: name }));
}

class ThemeChoice extends HTMLElement {
  static #count = 0;

  connectedCallback() {
    if (this.childElementCount === 0) {
      this.#build();
    }

    this.#update();
    document.addEventListener("preference", this.#update);
  }

  disconnectedCallback() {
    document.removeEventListener("preference", this.#update);
  }

  #build() {
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = "Appearance";
    group.append(legend);
    const name = `theme-${ThemeChoice.#count++}`;
    for (const [value, label] of [
      ["", "System"],
      ["light", "Light"],
      ["dark", "Dark"],
    ]) {
      const choice = document.createElement("label");
      const radio = document.createElement("input");
      Object.assign(radio, { type: "radio", name, value });
      radio.addEventListener("change", () => choose("theme", value));
      const text = document.createElement("span");
      text.textContent = label;
      choice.append(radio, text);
      group.append(choice);
    }

    this.append(group);
  }

  #update = () => {
    for (const radio of this.querySelectorAll("input")) {
      radio.checked = radio.value === read("theme");
    }
  };
}

customElements.define("theme-choice", ThemeChoice);

// A checkbox for a preference that is on unless the user turned it off. A custom element, because a plain checkbox isn't
// notified when it is added to the page.
export function defineSwitch(tag, name, label) {
  class PreferenceSwitch extends HTMLElement {
    connectedCallback() {
      this.box = this.querySelector("input") ?? document.createElement("input");
      Object.assign(this.box, { type: "checkbox", checked: read(name) !== "off" });
      this.box.setAttribute("aria-label", label);
      this.box.addEventListener("change", () => choose(name, this.box.checked ? "" : "off"));
      document.addEventListener("preference", this.#update);
      this.append(this.box);
    }

    disconnectedCallback() {
      document.removeEventListener("preference", this.#update);
    }

    #update = () => {
      this.box.checked = read(name) !== "off";
    };
  }

  customElements.define(tag, PreferenceSwitch);
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-toggle-nav]")) {
    choose("nav", read("nav") === "narrow" ? "" : "narrow");
  }
});
