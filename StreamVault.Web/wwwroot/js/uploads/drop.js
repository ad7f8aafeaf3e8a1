// The whole window takes files and folders: dropped anywhere, on any page.
import { dropped } from "./folders.js";

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

export function drop(take) {
  const veil = document.createElement("div");
  veil.className = "drop-veil";
  veil.hidden = true;
  const words = document.createElement("p");
  words.textContent = "Drop to add to your vault";
  veil.append(words);
  document.body.append(veil);
  // Entering a child fires before leaving its parent: only the balance tells whether the pointer is still inside.
  let depth = 0;
  const end = () => {
    depth = 0;
    veil.hidden = true;
  };
  addEventListener("dragenter", (event) => {
    if (holdsFiles(event)) {
      depth += 1;
      veil.hidden = false;
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
      dropped(event.dataTransfer).then(take);
    }
  });
}
