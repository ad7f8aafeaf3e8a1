// What a person chose about the look: kept in cookies, so that the server writes it into the first byte of a page.
const YEAR = 60 * 60 * 24 * 365;

export function read(name) {
  return document.documentElement.dataset[name] ?? "";
}

export function choose(name, value) {
  if (value) {
    document.documentElement.dataset[name] = value;
  } else {
    delete document.documentElement.dataset[name];
  }

  const age = value ? YEAR : 0;
  document.cookie = `streamvault-${name}=${value}; path=/; max-age=${age}; samesite=strict`;
  document.dispatchEvent(new CustomEvent("preference", { detail: name }));
}

class ThemeChoice extends HTMLElement {
  static #count = 0;

  connectedCallback() {
    if (this.childElementCount === 0) {
      this.#build();
    }

    this.#show();
    document.addEventListener("preference", this.#show);
  }

  disconnectedCallback() {
    document.removeEventListener("preference", this.#show);
  }

  #build() {
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = "Appearance";
    group.append(legend);
    const name = `theme-${ThemeChoice.#count++}`;
    for (const [value, words] of [
      ["", "System"],
      ["light", "Light"],
      ["dark", "Dark"],
    ]) {
      const label = document.createElement("label");
      const radio = document.createElement("input");
      Object.assign(radio, { type: "radio", name, value });
      radio.addEventListener("change", () => choose("theme", value));
      const text = document.createElement("span");
      text.textContent = words;
      label.append(radio, text);
      group.append(label);
    }

    this.append(group);
  }

  #show = () => {
    for (const radio of this.querySelectorAll("input")) {
      radio.checked = radio.value === read("theme");
    }
  };
}

customElements.define("theme-choice", ThemeChoice);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-toggle-nav]")) {
    choose("nav", read("nav") === "narrow" ? "" : "narrow");
  }
});
