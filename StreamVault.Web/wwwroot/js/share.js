// Opens the device's share sheet. Browsers offer it only on secure origins.
import { copy, showResult } from "./copy.js";

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
    // AbortError: the user closed the sheet.
    if (error.name !== "AbortError") {
      showResult(button, await copy(url));
    }
  }
});
