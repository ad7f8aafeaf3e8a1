// The share sheet of the device, where the browser has one: only on secure origins.
import { celebrate, copy } from "./copy.js";

if (isSecureContext && navigator.share) {
  document.documentElement.dataset.canShare = "";
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-share]");
  if (!button) {
    return;
  }

  const { share: url, shareTitle: title } = button.dataset;
  try {
    await navigator.share({ title, url });
  } catch (error) {
    // AbortError: the person closed the sheet.
    if (error.name !== "AbortError") {
      celebrate(button, await copy(url));
    }
  }
});
