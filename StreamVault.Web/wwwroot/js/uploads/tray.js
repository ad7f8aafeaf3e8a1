// The upload tray: plain elements that survive navigation and a lost connection.
import { keepFolders, keepsFolders } from "./albums.js";
import { createChoices } from "./choices.js";
import { acceptDrops } from "./drop.js";
import { action, createPicker, element } from "./elements.js";
import { isVideo } from "./folders.js";
import { add, addUnreadable, changes, forgetFinished, isActive, speedOf, uploads } from "./queue.js";
import { createRow, drawRow } from "./row.js";
import { createUnfinishedRow, isSameFile } from "./unfinished-row.js";
import { forgetUnfinished, readUnfinished, unfinished, unfinishedChanges } from "./unfinished.js";
import { resumeAutomatically } from "./waking.js";
import { bytes, timeLeft } from "./words.js";

const REDRAW_INTERVAL = 200;
// The saved state of the tray: {isFolded, closed}. isFolded is null until the user folds or unfolds it; closed lists the
// stopped uploads and duplicates it contained when it was closed.
const STORAGE_KEY = "upload-tray";
// On a phone, an unfolded tray covers half of the page.
const isPhone = () => matchMedia("(width < 720px)").matches;
// Uploads that need attention come first, finished ones last.
const RANKS = ["failed", "duplicate", "deciding", "sending", "checking", "waiting", "paused", "unfinished", "done"];
const stateOf = (upload) => upload.state ?? (upload.existing ? "duplicate" : "unfinished");
const rankOf = (upload) => RANKS.indexOf(stateOf(upload));
const needsAttention = (upload) => rankOf(upload) <= 1;
// Some systems don't recognize these extensions as videos.
const ACCEPTED = "video/*,.mkv,.avi,.mts,.m2ts,.ts,.vob,.flv,.3gp,.mxf,.dv";

// Folds the tray on pages where it would cover the main content.
class FoldUploads extends HTMLElement {
  connectedCallback() {
    document.dispatchEvent(new CustomEvent("fold-uploads"));
  }

  disconnectedCallback() {
    document.dispatchEvent(new CustomEvent("fold-uploads"));
  }
}

class UploadTray extends HTMLElement {
  #rows = new Map();
  #folded = false;
  // How it is on pages without a player.
  #isUsuallyFolded = false;
  #besidePlayer = false;
  #closed = false;
  #saved = JSON.parse(localStorage.getItem(STORAGE_KEY)) ?? { closed: null };
  #seen = new WeakSet();
  #drawn = 0;
  #pending = 0;
  #announced = "";
  #picking = null;

  connectedCallback() {
    if (this.childElementCount > 0) {
      return;
    }

    this.hidden = true;
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", "Uploads");
    this.summary = element("strong", "");
    this.failures = element("strong", "failures");
    this.rate = element("span", "rate");
    const summary = element("p", "summary figures");
    summary.append(this.summary, this.failures, this.rate);
    this.folder = action("", "Collapse uploads", () => this.#toggle());
    this.folder.classList.add("only-icon", "fold");
    this.clear = action("Clear", "Clear finished uploads", forgetFinished);
    this.closer = action("", "Close uploads", () => this.#close());
    this.closer.classList.add("only-icon", "close");
    this.mini = action("", "Show uploads", () => {
      this.#save({ isFolded: false });
      this.#open();
    });
    this.mini.classList.add("mini-button", "figures");
    const head = element("div", "head");
    head.append(summary, this.clear, this.folder, this.closer);
    this.list = element("ul", "files");
    this.status = element("p", "visually-hidden");
    this.status.setAttribute("role", "status");
    this.choices = createChoices();
    this.append(this.mini, head, this.#createOffer(), this.choices, this.list, this.status);
    this.#closed = this.#saved.closed !== null;
    this.#isUsuallyFolded = this.#saved.isFolded ?? isPhone();
    document.addEventListener("fold-uploads", () => this.#adapt());
    this.#adapt();
    this.#createPickers();
    acceptDrops(({ files, unreadable }) => this.#add(files, unreadable));
    changes.addEventListener("change", () => this.#drawSoon());
    unfinishedChanges.addEventListener("change", () => this.#drawSoon());
    readUnfinished(this.dataset.uploads);
    resumeAutomatically(this.dataset);
    // The page gets a margin as tall as the tray, so that nothing at its end is covered.
    new ResizeObserver(() => this.#reserveSpace()).observe(this);
  }

  // Next to a player, space is reserved for the folded tray.
  #reserveSpace() {
    const { style } = document.documentElement;
    style.setProperty("--upload-tray", `${this.offsetHeight}px`);
    const line = this.#besidePlayer && this.#folded && this.offsetHeight > 0 ? this.offsetHeight + 16 : 0;
    style.setProperty("--upload-line", `${line}px`);
  }

  #adapt() {
    this.#besidePlayer = document.querySelector("fold-uploads") !== null;
    this.#fold(this.#besidePlayer || this.#isUsuallyFolded);
  }

  #createPickers() {
    const files = createPicker("Videos to add", (picked) => this.#add(picked));
    Object.assign(files, { multiple: true, accept: ACCEPTED });
    const folder = createPicker("Folder of videos to add", (picked) => this.#add(picked.filter(isVideo)));
    folder.webkitdirectory = true;
    this.resumePicker = createPicker("File to resume", ([file]) => this.#resume(file));
    this.append(files, folder, this.resumePicker);
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-add-videos]")) {
        files.click();
      } else if (event.target.closest("[data-add-folder]")) {
        folder.click();
      }
    });
  }

  // Shown once a folder was added.
  #createOffer() {
    this.keep = Object.assign(document.createElement("input"), { type: "checkbox", checked: keepsFolders() });
    this.keep.addEventListener("change", () => keepFolders(this.keep.checked, uploads));
    this.offer = element("label", "offer");
    this.offer.append(this.keep, "Create albums from the folders");
    this.offer.hidden = true;
    return this.offer;
  }

  #add(files, unreadable = []) {
    add(files, this.dataset);
    unreadable.forEach(addUnreadable);
    this.#open();
  }

  #pick(upload, row) {
    this.#picking = { upload, row };
    this.resumePicker.click();
  }

  #resume(file) {
    const { upload, row } = this.#picking;
    if (isSameFile(upload, file)) {
      forgetUnfinished(upload.url);
      add([file], this.dataset, upload.url);
    } else {
      row.text.textContent = `That's a different file. Choose ${upload.filename} (${bytes(upload.length)}).`;
      this.status.textContent = row.text.textContent;
    }
  }

  #toggle() {
    this.#fold(!this.#folded);
    // Next to a player it is folded automatically, and unfolding it is not saved.
    if (!this.#besidePlayer) {
      this.#isUsuallyFolded = this.#folded;
      this.#save({ isFolded: this.#folded });
    }
  }

  #fold(folded) {
    this.#folded = folded;
    this.classList.toggle("folded", folded);
    this.folder.setAttribute("aria-expanded", String(!folded));
    this.#reserveSpace();
  }

  #close() {
    this.#closed = true;
    uploads.filter(needsAttention).forEach((upload) => this.#seen.add(upload));
    // After a reload, duplicates of this tab are among the stopped uploads.
    const duplicates = uploads.filter((upload) => upload.state === "duplicate");
    this.#save({ closed: [...unfinished.map(({ url }) => url), ...duplicates.map(({ address }) => address)] });
    this.#draw();
  }

  // Files that are added don't change what is saved, so that the next page shows the tray as the user left it.
  #open() {
    this.#closed = false;
    this.#isUsuallyFolded = false;
    this.#save({ closed: null });
    this.#fold(false);
    this.#draw();
  }

  // A closed tray reopens when another upload needs attention.
  #reopenIfNeeded() {
    const isNew = (upload) => (upload.state ? !this.#seen.has(upload) && needsAttention(upload) : !this.#saved.closed.includes(upload.url));
    if (this.#closed && [...uploads, ...unfinished].some(isNew)) {
      this.#closed = false;
      this.#save({ closed: null });
    }
  }

  #save(choice) {
    Object.assign(this.#saved, choice);
    localStorage.setItem(STORAGE_KEY, JSON.stringify(this.#saved));
  }

  #drawSoon() {
    this.#pending ||= setTimeout(
      () => {
        this.#pending = 0;
        this.#drawn = performance.now();
        this.#draw();
      },
      Math.max(0, REDRAW_INTERVAL - (performance.now() - this.#drawn)),
    );
  }

  #draw() {
    this.#reopenIfNeeded();
    const isMini = this.#closed && uploads.some(isActive);
    this.classList.toggle("mini", isMini);
    this.hidden = uploads.length + unfinished.length === 0 || (this.#closed && !isMini);
    for (const [upload, row] of this.#rows) {
      if (!uploads.includes(upload) && !unfinished.includes(upload)) {
        row.remove();
        this.#rows.delete(upload);
      }
    }

    for (const upload of uploads) {
      drawRow(upload, this.#rowOf(upload, createRow), this.dataset.watch);
    }

    for (const upload of unfinished) {
      this.#rowOf(upload, (stopped) => createUnfinishedRow(stopped, (...picked) => this.#pick(...picked)));
    }

    this.#order();
    this.#drawSummary();
  }

  #order() {
    const sorted = [...uploads, ...unfinished].sort((one, other) => rankOf(one) - rankOf(other));
    const focused = document.activeElement;
    sorted.forEach((upload, at) => {
      const row = this.#rows.get(upload);
      if (this.list.children[at] !== row) {
        this.list.insertBefore(row, this.list.children[at] ?? null);
      }
    });
    // Moving an element takes the focus from it.
    if (this.list.contains(focused) && document.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
  }

  #rowOf(upload, create) {
    if (!this.#rows.has(upload)) {
      const row = create(upload);
      this.#rows.set(upload, row);
      this.list.append(row);
    }

    return this.#rows.get(upload);
  }

  #drawSummary() {
    const total = uploads.length;
    const done = uploads.filter((upload) => upload.state === "done").length;
    const failed = uploads.filter((upload) => upload.state === "failed").length;
    // A duplicate from before a reload is among the stopped uploads.
    const duplicates = [...uploads, ...unfinished].filter((upload) => stateOf(upload) === "duplicate").length;
    const active = uploads.filter(isActive);
    const summary = summaryOf(total, done, failed, duplicates, active);
    this.failures.textContent = failed > 0 ? `${failed} failed` : "";
    this.summary.textContent = failed > 0 && summary ? `${summary} · ` : summary;
    this.rate.textContent = rateOf(active);
    const size = active.reduce((sum, upload) => sum + upload.file.size, 0);
    const sent = active.reduce((sum, upload) => sum + upload.sent, 0);
    // The library doesn't say that it is empty while videos are on their way.
    document.documentElement.toggleAttribute("data-uploading", active.length > 0);
    this.mini.textContent = `↑ ${size > 0 ? Math.floor((sent / size) * 100) : 0} %`;
    this.choices.hidden = duplicates < 2;
    this.clear.hidden = done === 0;
    this.offer.hidden = !uploads.some((upload) => upload.folder);
    // Announced only when a count changes, not with every byte.
    const choices = duplicates > 0 ? `, ${duplicatesText(duplicates)}: choose what happens` : "";
    const announcement =
      total + duplicates > 0 ? `Uploads: ${done} added, ${failed} failed${choices}, ${active.length} to go` : "";
    if (announcement !== this.#announced) {
      this.#announced = announcement;
      this.status.textContent = announcement;
    }
  }
}

const duplicatesText = (count) => (count === 1 ? "1 duplicate" : `${count} duplicates`);

// Everything but the failures, which have another color.
function summaryOf(total, done, failed, duplicates, active) {
  const problems = duplicates > 0 ? [duplicatesText(duplicates)] : [];
  if (active.length > 0) {
    return [`${done} of ${total} added`, ...problems].join(" · ");
  }

  if (problems.length > 0 || failed > 0) {
    return [...(done > 0 ? [`${done} added`] : []), ...problems].join(" · ");
  }

  if (done > 0) {
    return done === 1 ? "1 video added" : `${done} videos added`;
  }

  return total > 0 ? "Paused" : unfinished.length === 1 ? "1 upload stopped" : `${unfinished.length} uploads stopped`;
}

function rateOf(active) {
  const speed = active.reduce((sum, upload) => sum + (speedOf(upload) ?? 0), 0);
  const left = active.reduce((sum, upload) => sum + upload.file.size - upload.sent, 0);
  return speed > 0 ? `${bytes(speed)}/s, ${timeLeft(left / speed)}` : "";
}

customElements.define("fold-uploads", FoldUploads);
customElements.define("upload-tray", UploadTray);
