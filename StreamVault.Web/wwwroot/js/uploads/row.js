// One file in the tray: its name, how far it is, and what can be done.
import { twinWords } from "./deciding.js";
import { action, element, linkTo, replaceActions } from "./elements.js";
import { addTwin, cancel, dropTwin, forget, pause, resume, speedOf, underWay } from "./queue.js";
import { bytes, timeLeft } from "./words.js";

export function makeRow(upload) {
  const row = element("li", "file");
  row.name = element("span", "name");
  row.name.dir = "auto";
  // Names of a camera differ at their end, where there is no room for them.
  row.name.title = upload.file.name;
  row.bar = element("div", "bar");
  row.bar.setAttribute("role", "progressbar");
  row.bar.setAttribute("aria-label", upload.file.name);
  row.bar.append(document.createElement("span"));
  row.words = element("p", "words figures");
  row.actions = element("div", "row-actions");
  row.append(row.name, row.actions, row.bar, row.words);
  return row;
}

export function drawRow(upload, row, watch) {
  const share = upload.file.size > 0 ? upload.sent / upload.file.size : 1;
  row.bar.hidden = !underWay(upload) && upload.state !== "paused";
  row.bar.setAttribute("aria-valuenow", String(Math.floor(share * 100)));
  row.bar.firstChild.style.width = `${share * 100}%`;
  row.words.textContent = wordsFor(upload);
  if (row.dataset.state !== upload.state) {
    row.dataset.state = upload.state;
    row.name.replaceChildren(nameFor(upload, watch));
    replaceActions(row.actions, actionsFor(upload, watch));
  }
}

function nameFor(upload, watch) {
  if (!upload.video) {
    return document.createTextNode(upload.file.name);
  }

  const link = element("a", "", upload.video.title);
  link.href = `${watch}/${upload.video.id}`;
  return link;
}

function wordsFor(upload) {
  switch (upload.state) {
    case "waiting":
      return `Waits its turn · ${bytes(upload.file.size)}`;
    case "checking":
      return "All there; checking that it is a video…";
    case "paused":
      return `Paused · ${bytes(upload.sent)} of ${bytes(upload.file.size)}`;
    case "done":
      return `Added · ${bytes(upload.file.size)}`;
    case "twin":
      return upload.problem ?? (upload.existing ? twinWords(upload.existing) : "You already have this");
    case "deciding":
      return "One moment…";
    case "failed":
      return upload.cause === "room" ? `${upload.problem} It goes on by itself once there is room.` : upload.problem;
    default:
      return sendingWords(upload);
  }
}

function sendingWords(upload) {
  const amount = `${bytes(upload.sent)} of ${bytes(upload.file.size)}`;
  if (upload.stalled) {
    return `${amount} · waiting for the server, then it goes on`;
  }

  const speed = speedOf(upload);
  return speed ? `${amount} · ${bytes(speed)}/s · ${timeLeft((upload.file.size - upload.sent) / speed)}` : amount;
}

function actionsFor(upload, watch) {
  const name = upload.file.name;
  const giveUp = action("Cancel", `Cancel the upload of ${name}`, () => cancel(upload));
  switch (upload.state) {
    case "done":
      return [];
    case "failed":
      return [
        ...(upload.cause === "unreadable" ? [] : [action("Retry", `Try ${name} again`, () => resume(upload))]),
        action("Dismiss", `Dismiss ${name}`, () => forget(upload)),
      ];
    case "paused":
      return [action("Resume", `Resume the upload of ${name}`, () => resume(upload)), giveUp];
    case "checking":
    case "deciding":
      return [];
    case "twin":
      return [
        ...(upload.existing ? [linkTo("Open", `Open ${upload.existing.title}`, `${watch}/${upload.existing.id}`)] : []),
        action("Add anyway", `Add anyway: ${name}`, () => addTwin(upload)),
        action("Don't add", `Don't add: ${name}`, () => dropTwin(upload)),
      ];
    default:
      return [action("Pause", `Pause the upload of ${name}`, () => pause(upload)), giveUp];
  }
}
