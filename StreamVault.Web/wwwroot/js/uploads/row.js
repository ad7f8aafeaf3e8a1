// A file in the tray: its name, its progress and its actions.
import { duplicateText } from "./deciding.js";
import { action, addAnywayAction, dontAddAction, element, linkTo, replaceActions } from "./elements.js";
import { addDuplicate, cancel, discardDuplicate, forget, isActive, pause, resume, speedOf } from "./queue.js";
import { bytes, timeLeft } from "./words.js";

export function createRow(upload) {
  const row = element("li", "file");
  row.name = element("span", "name");
  row.name.dir = "auto";
  // File names from a camera differ only at their end, which may be cut off.
  row.name.title = upload.file.name;
  row.bar = element("div", "bar");
  row.bar.setAttribute("role", "progressbar");
  row.bar.setAttribute("aria-label", upload.file.name);
  row.bar.append(document.createElement("span"));
  row.text = element("p", "words figures");
  row.actions = element("div", "row-actions");
  row.append(row.name, row.actions, row.bar, row.text);
  return row;
}

export function drawRow(upload, row, watch) {
  const fraction = upload.file.size > 0 ? upload.sent / upload.file.size : 1;
  row.bar.hidden = !isActive(upload) && upload.state !== "paused";
  row.bar.setAttribute("aria-valuenow", String(Math.floor(fraction * 100)));
  row.bar.firstChild.style.width = `${fraction * 100}%`;
  row.text.textContent = textFor(upload);
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

function textFor(upload) {
  switch (upload.state) {
    case "waiting":
      return `Waiting · ${bytes(upload.file.size)}`;
    case "checking":
      return "Uploaded. Checking the video…";
    case "paused":
      return `Paused · ${bytes(upload.sent)} of ${bytes(upload.file.size)}`;
    case "done":
      return `Added · ${bytes(upload.file.size)}`;
    case "duplicate":
      return upload.problem ?? (upload.existing ? duplicateText(upload.existing) : "You already have this");
    case "deciding":
      return "One moment…";
    case "failed":
      return upload.cause === "space" ? `${upload.problem} The upload resumes once there is enough space.` : upload.problem;
    default:
      return sendingText(upload);
  }
}

function sendingText(upload) {
  const amount = `${bytes(upload.sent)} of ${bytes(upload.file.size)}`;
  if (upload.stalled) {
    return `${amount} · waiting for the server`;
  }

  const speed = speedOf(upload);
  return speed ? `${amount} · ${bytes(speed)}/s · ${timeLeft((upload.file.size - upload.sent) / speed)}` : amount;
}

function actionsFor(upload, watch) {
  const name = upload.file.name;
  const cancelAction = action("Cancel", `Cancel the upload of ${name}`, () => cancel(upload));
  switch (upload.state) {
    case "done":
      return [];
    case "failed":
      return [
        ...(["unreadable", "rejected"].includes(upload.cause) ? [] : [action("Retry", `Retry ${name}`, () => resume(upload))]),
        action("Dismiss", `Dismiss ${name}`, () => forget(upload)),
      ];
    case "paused":
      return [action("Resume", `Resume the upload of ${name}`, () => resume(upload)), cancelAction];
    case "checking":
    case "deciding":
      return [];
    case "duplicate":
      return [
        ...(upload.existing ? [linkTo("Open", `Open ${upload.existing.title}`, `${watch}/${upload.existing.id}`)] : []),
        addAnywayAction(name, () => addDuplicate(upload)),
        dontAddAction(name, () => discardDuplicate(upload)),
      ];
    default:
      return [action("Pause", `Pause the upload of ${name}`, () => pause(upload)), cancelAction];
  }
}
