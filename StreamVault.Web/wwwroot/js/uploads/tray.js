// The upload tray: plain elements that survive every change of page and a lost connection.
import { drop } from "./drop.js";
import { add, cancel, changes, forget, forgetFinished, retry, speedOf, underWay, uploads } from "./queue.js";
import { bytes, timeLeft } from "./words.js";

const REDRAW_PAUSE = 200;
// Some systems do not know that these are videos.
const KINDS = "video/*,.mkv,.avi,.mts,.m2ts,.ts,.vob,.flv,.3gp,.mxf,.dv";

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) {
    made.textContent = text;
  }

  return made;
}

function action(text, label, act) {
  const button = element("button", "button bare", text);
  button.type = "button";
  button.setAttribute("aria-label", label);
  button.addEventListener("click", act);
  return button;
}

class UploadTray extends HTMLElement {
  #rows = new Map();
  #folded = false;
  #drawn = 0;
  #pending = 0;
  #said = "";

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
    this.picker = element("input", "");
    Object.assign(this.picker, { type: "file", multiple: true, accept: KINDS, hidden: true });
    this.picker.setAttribute("aria-label", "Videos to add");
    this.picker.addEventListener("change", () => this.#take(this.picker.files));
    this.append(head, this.list, this.voice, this.picker);
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-add-videos]")) {
        this.picker.click();
      }
    });
    drop((files) => this.#take(files));
    changes.addEventListener("change", () => this.#drawSoon());
  }

  #take(files) {
    add([...files], this.dataset);
    this.picker.value = "";
    this.#fold(false);
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
    this.hidden = uploads.length === 0;
    for (const [upload, row] of this.#rows) {
      if (!uploads.includes(upload)) {
        row.remove();
        this.#rows.delete(upload);
      }
    }

    for (const upload of uploads) {
      if (!this.#rows.has(upload)) {
        const row = this.#makeRow(upload);
        this.#rows.set(upload, row);
        this.list.append(row);
      }

      this.#drawRow(upload, this.#rows.get(upload));
    }

    this.#drawSummary();
  }

  #makeRow(upload) {
    const row = element("li", "file");
    row.name = element("span", "name");
    row.name.dir = "auto";
    row.bar = element("div", "bar");
    row.bar.setAttribute("role", "progressbar");
    row.bar.setAttribute("aria-label", upload.file.name);
    row.bar.append(document.createElement("span"));
    row.words = element("p", "words figures");
    row.actions = element("div", "row-actions");
    row.append(row.name, row.actions, row.bar, row.words);
    return row;
  }

  #drawRow(upload, row) {
    const share = upload.file.size > 0 ? upload.sent / upload.file.size : 1;
    row.bar.hidden = !underWay(upload);
    row.bar.setAttribute("aria-valuenow", String(Math.floor(share * 100)));
    row.bar.firstChild.style.width = `${share * 100}%`;
    row.words.textContent = wordsFor(upload);
    if (row.dataset.state !== upload.state) {
      row.dataset.state = upload.state;
      row.name.replaceChildren(this.#nameFor(upload));
      row.actions.replaceChildren(...actionsFor(upload));
    }
  }

  #nameFor(upload) {
    if (upload.state !== "done") {
      return document.createTextNode(upload.file.name);
    }

    const link = element("a", "", upload.video.title);
    link.href = `${this.dataset.watch}/${upload.video.id}`;
    return link;
  }

  #drawSummary() {
    const total = uploads.length;
    const done = uploads.filter((upload) => upload.state === "done").length;
    const failed = uploads.filter((upload) => upload.state === "failed").length;
    const open = uploads.filter(underWay);
    const speed = open.reduce((sum, upload) => sum + (speedOf(upload) ?? 0), 0);
    const left = open.reduce((sum, upload) => sum + upload.file.size - upload.sent, 0);
    let words;
    if (open.length > 0) {
      const flow = speed > 0 ? `, ${bytes(speed)}/s, ${timeLeft(left / speed)}` : "";
      words = `${total - open.length + 1} of ${total}${flow}`;
    } else if (failed > 0) {
      words = failed === 1 ? "1 file was not added" : `${failed} files were not added`;
    } else {
      words = done === 1 ? "1 video added" : `${done} videos added`;
    }

    this.summary.textContent = words;
    this.clear.hidden = done === 0;
    // Spoken only at milestones, not at every byte.
    const milestone = `${done} added, ${failed} failed, ${open.length} to go`;
    if (milestone !== this.#said) {
      this.#said = milestone;
      this.voice.textContent = `Uploads: ${milestone}`;
    }
  }
}

function wordsFor(upload) {
  switch (upload.state) {
    case "waiting":
      return `Waits its turn · ${bytes(upload.file.size)}`;
    case "checking":
      return "All there; checking that it is a video…";
    case "done":
      return `Added · ${bytes(upload.file.size)}`;
    case "failed":
      return upload.problem;
    default: {
      const speed = speedOf(upload);
      const amount = `${bytes(upload.sent)} of ${bytes(upload.file.size)}`;
      return speed ? `${amount} · ${bytes(speed)}/s · ${timeLeft((upload.file.size - upload.sent) / speed)}` : amount;
    }
  }
}

function actionsFor(upload) {
  switch (upload.state) {
    case "done":
      return [];
    case "failed":
      return [
        action("Retry", `Try ${upload.file.name} again`, () => retry(upload)),
        action("Dismiss", `Dismiss ${upload.file.name}`, () => forget(upload)),
      ];
    default:
      return [action("Cancel", `Cancel the upload of ${upload.file.name}`, () => cancel(upload))];
  }
}

customElements.define("upload-tray", UploadTray);
