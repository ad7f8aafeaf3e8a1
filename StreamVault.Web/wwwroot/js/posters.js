// Hides posters that can't be loaded, so that the placeholder color shows instead of the browser's broken-image icon.
const hide = (image) => {
  if (image.matches?.(".poster img")) {
    image.style.visibility = "hidden";
  }
};

// Error events of images don't bubble, but they can be captured.
document.addEventListener("error", (event) => hide(event.target), true);

for (const image of document.querySelectorAll(".poster img")) {
  if (image.complete && image.naturalWidth === 0 && image.currentSrc) {
    hide(image);
  }
}
