// Accepts files and folders dropped anywhere in the window.
import { readDropped } from "./folders.js";

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

export function acceptDrops(add) {
  const overlay = document.createElement("div");
  overlay.className = "drop-overlay";
  overlay.hidden = true;
  const text = document.createElement("p");
  text.textContent = "Drop to add to your vault";
  overlay.append(text);
  document.body.append(overlay);
  // Entering a child fires before leaving its parent, so entries minus exits tell whether the pointer is still inside.
  let depth = 0;
  const end = () => {
    depth = 0;
    overlay.hidden = true;
  };
  addEventListener("dragenter", (event) => {
    if (holdsFiles(event)) {
      depth += 1;
      overlay.hidden = false;
    }
  });
  addEventListener("dragleave", (event) => {
    if (holdsFiles(event) && --depth <= 0) {
      end();
    }
  });
  addEventListener("dragover", (event) => {
    if (holdsFiles(event)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    }
  });
  addEventListener("drop", (event) => {
    if (holdsFiles(event)) {
      event.preventDefault();
      end();
      readDropped(event.dataTransfer).then(add);
    }
  });
}
