// The keyboard and the recent searches of the search field (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
// The server renders the options; which one is active is known only here.
const KEY = "recent-searches";
const MAX_RECENT = 8;
let release = () => {};

function recent() {
  try {
    const saved = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(saved) ? saved.filter((search) => typeof search === "string") : [];
  } catch {
    // Other code wrote the value.
    return [];
  }
}

// The button that calls it disappears, so the focus returns to the field.
export function forget(form) {
  localStorage.removeItem(KEY);
  form.querySelector("input").focus();
}

// Opens the results, unless the user has left the page on which the search was typed.
export function search(from, to, replace) {
  if (location.pathname === new URL(from).pathname) {
    Blazor.navigateTo(to, { replaceHistoryEntry: replace });
  }
}

export function attach(form, owner) {
  release();
  const input = form.querySelector("input");
  const list = form.querySelector("[role=listbox]");
  let active = null;
  let open = false;

  const remember = async (text) => {
    const search = text.trim();
    if (search.length > 1 && (await owner.invokeMethodAsync("FindsAnythingAsync", search))) {
      const searches = [search, ...recent().filter((other) => other !== search)];
      localStorage.setItem(KEY, JSON.stringify(searches.slice(0, MAX_RECENT)));
      owner.invokeMethodAsync("SuggestAsync", recent());
    }
  };
  const options = () => [...list.querySelectorAll("[role=option]")];
  const show = (option) => {
    active?.setAttribute("aria-selected", "false");
    active = option;
    active?.setAttribute("aria-selected", "true");
    active?.scrollIntoView({ block: "nearest" });
    if (active) {
      input.setAttribute("aria-activedescendant", active.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const update = () => {
    const visible = open && options().length > 0;
    form.toggleAttribute("data-open", visible);
    input.setAttribute("aria-expanded", String(visible));
    if (active && !active.isConnected) {
      show(null);
    }
  };
  const setOpen = (value) => {
    open = value;
    if (!open) {
      show(null);
    }
    update();
  };
  const move = (step) => {
    const all = options();
    setOpen(true);
    if (all.length > 0) {
      const from = active ? all.indexOf(active) : step > 0 ? -1 : all.length;
      show(all[(from + step + all.length) % all.length]);
    }
  };

  const onKey = (event) => {
    if (event.isComposing) {
      return;
    }

    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        move(event.key === "ArrowDown" ? 1 : -1);
        event.preventDefault();
        break;
      case "Enter":
        if (active) {
          active.click();
          event.preventDefault();
        } else {
          remember(input.value);
          setOpen(false);
        }
        break;
      case "Escape":
        if (open && options().length > 0) {
          // The browser would clear the field.
          event.preventDefault();
          setOpen(false);
        }
        break;
    }
  };
  const onFocus = () => {
    setOpen(true);
    owner.invokeMethodAsync("SuggestAsync", recent());
  };
  // Tab leads from the field to the button below the suggestions, which stay open.
  const onFocusOut = (event) => {
    if (!form.contains(event.relatedTarget)) {
      remember(input.value);
      setOpen(false);
    }
  };
  const onInput = () => {
    show(null);
    setOpen(true);
  };
  // Keeps the focus in the field.
  const onPress = (event) => event.preventDefault();
  const onPick = (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      show(null);
      // A key such as "tag:" is followed by a value.
      setOpen(option.dataset.searchText.endsWith(":"));
      remember(option.dataset.searchText.endsWith(":") ? "" : option.dataset.searchText);
    }
  };

  const observer = new MutationObserver(update);
  observer.observe(list, { childList: true });
  const panel = form.querySelector(".suggestions");
  input.addEventListener("keydown", onKey);
  input.addEventListener("focus", onFocus);
  form.addEventListener("focusout", onFocusOut);
  input.addEventListener("input", onInput);
  panel.addEventListener("mousedown", onPress);
  list.addEventListener("click", onPick);
  if (document.activeElement === input) {
    onFocus();
  }
  release = () => {
    observer.disconnect();
    input.removeEventListener("keydown", onKey);
    input.removeEventListener("focus", onFocus);
    form.removeEventListener("focusout", onFocusOut);
    input.removeEventListener("input", onInput);
    panel.removeEventListener("mousedown", onPress);
    list.removeEventListener("click", onPick);
    release = () => {};
  };
}

export function detach() {
  release();
}
