// A picture that cannot be had leaves the colour that stood in for it, not the browser's torn page.
const hide = (image) => {
  if (image.matches?.(".poster img")) {
    image.style.visibility = "hidden";
  }
};

// Errors of pictures do not bubble, but they can be caught on the way down.
document.addEventListener("error", (event) => hide(event.target), true);

for (const image of document.querySelectorAll(".poster img")) {
  if (image.complete && image.naturalWidth === 0 && image.currentSrc) {
    hide(image);
  }
}
