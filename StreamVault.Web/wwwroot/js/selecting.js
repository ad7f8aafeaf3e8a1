// Selecting videos in the library: while it is on, a click anywhere on a card selects it, Shift selects a range, Ctrl+A all,
// and Esc ends it.

// Calls owner.PickAsync(id, place, range), owner.PickAllAsync() and owner.EndSelectingAsync(). Returns a function that
// stops listening.
export function listen(stage, owner) {
  const selecting = () => stage.querySelector(".films.selecting") !== null;

  const click = (event) => {
    const card = event.target.closest?.("article[data-video]");
    if (!card || !(selecting() || (event.shiftKey && event.target.closest(".pick")))) {
      return;
    }

    // A label passes its click on to its box: one of the two is enough.
    event.preventDefault();
    event.stopPropagation();
    owner.invokeMethodAsync("PickAsync", card.dataset.video, Number(card.dataset.place), event.shiftKey);
  };

  const press = (event) => {
    if (!selecting() || event.defaultPrevented || document.querySelector("dialog[open], .mud-dialog")) {
      return;
    }

    if (event.key === "Escape") {
      owner.invokeMethodAsync("EndSelectingAsync");
    } else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && !typing(event.target)) {
      event.preventDefault();
      owner.invokeMethodAsync("PickAllAsync");
    }
  };

  // Capturing: before the router follows the link.
  stage.addEventListener("click", click, true);
  document.addEventListener("keydown", press);
  return () => {
    stage.removeEventListener("click", click, true);
    document.removeEventListener("keydown", press);
  };
}

function typing(target) {
  return target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable=true]") != null;
}
