// Selection mode in the library: a click anywhere on a card selects it, Shift+click selects a range, Ctrl+A selects all, and
// Esc leaves the mode.

// What the keys belong to while it is open.
const OPEN = "dialog[open], .mud-dialog, .mud-popover-open, :popover-open";

// Calls owner.PickAsync(id, place, range), owner.PickAllAsync() and owner.EndSelectingAsync(). Returns a function that
// stops listening.
export function listen(stage, owner) {
  const isSelecting = () => stage.querySelector(".films.selecting") !== null;

  const onClick = (event) => {
    const card = event.target.closest?.("article[data-video]");
    if (!card || !(isSelecting() || (event.shiftKey && event.target.closest(".pick")))) {
      return;
    }

    // A click on a label also clicks its checkbox. Only one of the two must count.
    event.preventDefault();
    event.stopPropagation();
    owner.invokeMethodAsync("PickAsync", card.dataset.video, Number(card.dataset.place), event.shiftKey);
  };

  const onKeyDown = (event) => {
    if (!isSelecting() || event.defaultPrevented || document.querySelector(OPEN)) {
      return;
    }

    if (event.key === "Escape") {
      owner.invokeMethodAsync("EndSelectingAsync");
    } else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && !isTyping(event.target)) {
      event.preventDefault();
      owner.invokeMethodAsync("PickAllAsync");
    }
  };

  // Captures the event before the router follows the link.
  stage.addEventListener("click", onClick, true);
  document.addEventListener("keydown", onKeyDown);
  return () => {
    stage.removeEventListener("click", onClick, true);
    document.removeEventListener("keydown", onKeyDown);
  };
}

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable=true]") != null;
}
