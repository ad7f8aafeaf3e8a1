// What stands still goes on by itself: over a new line when the old one died without a word, as while a phone slept; and as
// soon as the network is back, or room on the vault's disk.
import { goOn, resume, uploads } from "./queue.js";

const LOOK_EVERY = 5000;
const ASK_FOR_ROOM_EVERY = 15_000;
// Before all is checked, a large file is read once more.
const SILENT = { sending: 30_000, checking: 120_000 };
const SILENT_AT_WAKING = 5000;

const silence = (upload) => performance.now() - upload.heardAt;
const all = (condition, act) => uploads.filter(condition).forEach((upload) => act(upload));

export function keepAwake(urls) {
  setInterval(() => all((upload) => silence(upload) > SILENT[upload.state], goOn), LOOK_EVERY);
  setInterval(() => all(lacksRoom, (upload) => askForRoom(upload, urls.room)), ASK_FOR_ROOM_EVERY);
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake());
}

const lacksRoom = (upload) => upload.cause === "room";

function wake() {
  all((upload) => upload.stalled || (upload.state === "sending" && silence(upload) > SILENT_AT_WAKING), goOn);
  all((upload) => upload.cause === "line", resume);
}

async function askForRoom(upload, url) {
  const asked = new URLSearchParams({ bytes: upload.file.size - upload.sent });
  if (upload.address) {
    // What is promised to it already is its own.
    asked.set("upload", upload.address.split("/").at(-1));
  }

  const answer = await fetch(`${url}?${asked}`).catch(() => null);
  if (answer?.ok && lacksRoom(upload)) {
    resume(upload);
  }
}
