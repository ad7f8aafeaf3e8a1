// The upload tray: plain elements that survive every change of page and a lost connection.
import { drop } from "./drop.js";
import { action, element, makePicker } from "./elements.js";
import { isVideo } from "./folders.js";
import { add, addUnreadable, changes, forgetFinished, speedOf, underWay, uploads } from "./queue.js";
import { drawRow, makeRow } from "./row.js";
import { isSameFile, makeUnfinishedRow } from "./unfinished-row.js";
import { forgetUnfinished, readUnfinished, unfinished, unfinishedChanges } from "./unfinished.js";
import { keepAwake } from "./waking.js";
import { bytes, timeLeft } from "./words.js";

const REDRAW_PAUSE = 200;
// The saved state of the tray: {folded, closed}. closed lists the stopped uploads it contained when it was closed.
const KEPT = "upload-tray";
// Uploads that need attention come first, finished ones last.
const RANKS = ["failed", "twin", "deciding", "sending", "checking", "waiting", "paused", "unfinished", "done"];
const stateOf = (upload) => upload.state ?? (upload.existing ? "twin" : "unfinished");
const rankOf = (upload) => RANKS.indexOf(stateOf(upload));
const needsAttention = (upload) => rankOf(upload) <= 1;
// Some systems do not know that these are videos.
const KINDS = "video/*,.mkv,.avi,.mts,.m2ts,.ts,.vob,.flv,.3gp,.mxf,.dv";

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
  #aside = false;
  #closed = false;
  #kept = JSON.parse(localStorage.getItem(KEPT)) ?? { folded: false, closed: null };
  #seen = new WeakSet();
  #drawn = 0;
  #pending = 0;
  #said = "";
  #wanted = null;

  connectedCallback() {
    if (this.childElementCount > 0) {
      return;
    }

    this.hidden = true;
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", "Uploads");
    this.summary = element("strong", "summary figures");
    this.folder = action("", "Fold the uploads", () => this.#toggle());
    this.folder.classList.add("only-icon", "fold");
    this.clear = action("Clear", "Clear finished uploads", forgetFinished);
    this.closer = action("", "Close the uploads", () => this.#close());
    this.closer.classList.add("only-icon", "close");
    this.mini = action("", "Show the uploads", () => this.#open());
    this.mini.classList.add("mini-button", "figures");
    const head = element("div", "head");
    head.append(this.summary, this.clear, this.folder, this.closer);
    this.list = element("ul", "files");
    this.voice = element("p", "visually-hidden");
    this.voice.setAttribute("role", "status");
    this.append(this.mini, head, this.list, this.voice);
    this.#closed = this.#kept.closed !== null;
    document.addEventListener("fold-uploads", () => this.#make());
    this.#make();
    this.#makePickers();
    drop(({ files, unreadable }) => this.#take(files, unreadable));
    changes.addEventListener("change", () => this.#drawSoon());
    unfinishedChanges.addEventListener("change", () => this.#drawSoon());
    readUnfinished(this.dataset.uploads);
    keepAwake(this.dataset);
    // A page ends above the tray, so that nothing on it is out of reach.
    new ResizeObserver(() => this.#leaveRoom()).observe(this);
  }

  // Next to a player, the folded line has reserved space.
  #leaveRoom() {
    const { style } = document.documentElement;
    style.setProperty("--upload-tray", `${this.offsetHeight}px`);
    const line = this.#aside && this.#folded && this.offsetHeight > 0 ? this.offsetHeight + 16 : 0;
    style.setProperty("--upload-line", `${line}px`);
  }

  #make() {
    this.#aside = document.querySelector("fold-uploads") !== null;
    this.#fold(this.#aside || this.#kept.folded);
  }

  #makePickers() {
    const files = makePicker("Videos to add", (picked) => this.#take(picked));
    Object.assign(files, { multiple: true, accept: KINDS });
    const folder = makePicker("A folder of videos to add", (picked) => this.#take(picked.filter(isVideo)));
    folder.webkitdirectory = true;
    this.again = makePicker("The file to go on with", ([file]) => this.#goOn(file));
    this.append(files, folder, this.again);
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-add-videos]")) {
        files.click();
      } else if (event.target.closest("[data-add-folder]")) {
        folder.click();
      }
    });
  }

  #take(files, unreadable = []) {
    add(files, this.dataset);
    unreadable.forEach(addUnreadable);
    this.#open();
  }

  #pick(upload, row) {
    this.#wanted = { upload, row };
    this.again.click();
  }

  #goOn(file) {
    const { upload, row } = this.#wanted;
    if (isSameFile(upload, file)) {
      forgetUnfinished(upload.url);
      add([file], this.dataset, upload.url);
    } else {
      row.words.textContent = `That is another file. Pick ${upload.filename} of ${bytes(upload.length)}.`;
      this.voice.textContent = row.words.textContent;
    }
  }

  #toggle() {
    this.#fold(!this.#folded);
    // Next to a player it is folded automatically, and unfolding it is not saved.
    if (!this.#aside) {
      this.#keep({ folded: this.#folded });
    }
  }

  #fold(folded) {
    this.#folded = folded;
    this.classList.toggle("folded", folded);
    this.folder.setAttribute("aria-expanded", String(!folded));
    this.#leaveRoom();
  }

  #close() {
    this.#closed = true;
    uploads.filter(needsAttention).forEach((upload) => this.#seen.add(upload));
    this.#keep({ closed: unfinished.map(({ url }) => url) });
    this.#draw();
  }

  #open() {
    this.#closed = false;
    this.#keep({ folded: false, closed: null });
    this.#fold(false);
    this.#draw();
  }

  // A closed tray reopens when another upload needs attention.
  #reopenForNews() {
    const isNews = (upload) => (upload.state ? !this.#seen.has(upload) && needsAttention(upload) : !this.#kept.closed.includes(upload.url));
    if (this.#closed && [...uploads, ...unfinished].some(isNews)) {
      this.#closed = false;
      this.#keep({ closed: null });
    }
  }

  #keep(choice) {
    Object.assign(this.#kept, choice);
    localStorage.setItem(KEPT, JSON.stringify(this.#kept));
  }

  #drawSoon() {
    this.#pending ||= setTimeout(
      () => {
        this.#pending = 0;
        this.#drawn = performance.now();
        this.#draw();
      },
      Math.max(0, REDRAW_PAUSE - (performance.now() - this.#drawn)),
    );
  }

  #draw() {
    this.#reopenForNews();
    const isMini = this.#closed && uploads.some(underWay);
    this.classList.toggle("mini", isMini);
    this.hidden = uploads.length + unfinished.length === 0 || (this.#closed && !isMini);
    for (const [upload, row] of this.#rows) {
      if (!uploads.includes(upload) && !unfinished.includes(upload)) {
        row.remove();
        this.#rows.delete(upload);
      }
    }

    for (const upload of uploads) {
      drawRow(upload, this.#rowOf(upload, makeRow), this.dataset.watch);
    }

    for (const upload of unfinished) {
      this.#rowOf(upload, (one) => makeUnfinishedRow(one, (...wanted) => this.#pick(...wanted)));
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
    // An element that is moved loses the focus.
    if (this.list.contains(focused) && document.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
  }

  #rowOf(upload, make) {
    if (!this.#rows.has(upload)) {
      const row = make(upload);
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
    const twins = [...uploads, ...unfinished].filter((upload) => stateOf(upload) === "twin").length;
    const open = uploads.filter(underWay);
    this.summary.textContent = summaryOf(total, done, failed, twins, open);
    this.classList.toggle("troubled", failed + twins > 0);
    const size = open.reduce((sum, upload) => sum + upload.file.size, 0);
    const sent = open.reduce((sum, upload) => sum + upload.sent, 0);
    this.mini.textContent = `↑ ${size > 0 ? Math.floor((sent / size) * 100) : 0} %`;
    this.clear.hidden = done === 0;
    // Spoken only at milestones, not at every byte.
    const choices = twins > 0 ? `, ${duplicates(twins)}: choose what happens` : "";
    const milestone =
      total + twins > 0 ? `Uploads: ${done} added, ${failed} failed${choices}, ${open.length} to go` : "";
    if (milestone !== this.#said) {
      this.#said = milestone;
      this.voice.textContent = milestone;
    }
  }
}

const duplicates = (count) => (count === 1 ? "1 duplicate" : `${count} duplicates`);

function summaryOf(total, done, failed, twins, open) {
  const problems = [
    ...(failed > 0 ? [failed === 1 ? "1 file wasn't added" : `${failed} files weren't added`] : []),
    ...(twins > 0 ? [duplicates(twins)] : []),
  ];
  if (open.length > 0) {
    const speed = open.reduce((sum, upload) => sum + (speedOf(upload) ?? 0), 0);
    const left = open.reduce((sum, upload) => sum + upload.file.size - upload.sent, 0);
    const flow = speed > 0 ? `, ${bytes(speed)}/s, ${timeLeft(left / speed)}` : "";
    return [...problems, `${done} of ${total} added${flow}`].join(" · ");
  }

  if (problems.length > 0) {
    return problems.join(" · ");
  }

  if (done > 0) {
    return done === 1 ? "1 video added" : `${done} videos added`;
  }

  return total > 0 ? "Paused" : unfinished.length === 1 ? "1 upload stopped" : `${unfinished.length} uploads stopped`;
}

customElements.define("fold-uploads", FoldUploads);
customElements.define("upload-tray", UploadTray);
