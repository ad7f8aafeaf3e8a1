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
// Some systems do not know that these are videos.
const KINDS = "video/*,.mkv,.avi,.mts,.m2ts,.ts,.vob,.flv,.3gp,.mxf,.dv";

class UploadTray extends HTMLElement {
  #rows = new Map();
  #folded = false;
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
    const head = element("div", "head");
    head.append(this.summary, this.clear, this.folder);
    this.list = element("ul", "files");
    this.voice = element("p", "visually-hidden");
    this.voice.setAttribute("role", "status");
    this.append(head, this.list, this.voice);
    this.#makePickers();
    drop(({ files, unreadable }) => this.#take(files, unreadable));
    changes.addEventListener("change", () => this.#drawSoon());
    unfinishedChanges.addEventListener("change", () => this.#drawSoon());
    readUnfinished(this.dataset.uploads);
    keepAwake(this.dataset);
    // A page ends above the tray, so that nothing on it is out of reach.
    const leaveRoom = () => document.documentElement.style.setProperty("--upload-tray", `${this.offsetHeight}px`);
    new ResizeObserver(leaveRoom).observe(this);
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
    this.#fold(false);
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
  }

  #fold(folded) {
    this.#folded = folded;
    this.classList.toggle("folded", folded);
    this.folder.setAttribute("aria-expanded", String(!folded));
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
    this.hidden = uploads.length + unfinished.length === 0;
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

    this.#drawSummary();
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
    const twins = uploads.filter((upload) => upload.state === "twin").length;
    const open = uploads.filter(underWay);
    this.summary.textContent = summaryOf(total, done, failed, twins, open);
    this.clear.hidden = done === 0;
    // Spoken only at milestones, not at every byte.
    const choices = twins > 0 ? `, ${twins} here already: choose what happens` : "";
    const milestone = total > 0 ? `Uploads: ${done} added, ${failed} failed${choices}, ${open.length} to go` : "";
    if (milestone !== this.#said) {
      this.#said = milestone;
      this.voice.textContent = milestone;
    }
  }
}

function summaryOf(total, done, failed, twins, open) {
  if (open.length > 0) {
    const speed = open.reduce((sum, upload) => sum + (speedOf(upload) ?? 0), 0);
    const left = open.reduce((sum, upload) => sum + upload.file.size - upload.sent, 0);
    const flow = speed > 0 ? `, ${bytes(speed)}/s, ${timeLeft(left / speed)}` : "";
    return `${done} of ${total} added${flow}`;
  }

  if (failed > 0) {
    return failed === 1 ? "1 file was not added" : `${failed} files were not added`;
  }

  if (twins > 0) {
    return twins === 1 ? "1 file is here already" : `${twins} files are here already`;
  }

  if (done > 0) {
    return done === 1 ? "1 video added" : `${done} videos added`;
  }

  return total > 0 ? "Paused" : unfinished.length === 1 ? "1 upload stopped" : `${unfinished.length} uploads stopped`;
}

customElements.define("upload-tray", UploadTray);
