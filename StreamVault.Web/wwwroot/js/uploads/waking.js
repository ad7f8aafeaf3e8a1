// Resumes uploads automatically: over a new connection when the old one died silently, such as while a phone slept, and as
// soon as the network is back or the server's disk has space.
import { reconnect, resume, uploads } from "./queue.js";

const CHECK_INTERVAL = 5000;
const SPACE_INTERVAL = 15_000;
// How long an upload may make no progress. Checking takes longer, because the server reads the file again.
const SILENCE_LIMITS = { sending: 30_000, checking: 120_000 };
const SILENCE_LIMIT_AT_WAKING = 5000;

const silence = (upload) => performance.now() - upload.heardAt;
const forEach = (condition, act) => uploads.filter(condition).forEach((upload) => act(upload));

export function resumeAutomatically(urls) {
  setInterval(() => forEach((upload) => silence(upload) > SILENCE_LIMITS[upload.state], reconnect), CHECK_INTERVAL);
  setInterval(() => forEach(lacksSpace, (upload) => askForSpace(upload, urls.room)), SPACE_INTERVAL);
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake());
}

const lacksSpace = (upload) => upload.cause === "space";

function wake() {
  forEach((upload) => upload.stalled || (upload.state === "sending" && silence(upload) > SILENCE_LIMIT_AT_WAKING), reconnect);
  forEach((upload) => upload.cause === "connection", resume);
}

async function askForSpace(upload, url) {
  const asked = new URLSearchParams({ bytes: upload.file.size - upload.sent });
  if (upload.address) {
    // The server has already reserved space for this upload.
    asked.set("upload", upload.address.split("/").at(-1));
  }

  const answer = await fetch(`${url}?${asked}`).catch(() => null);
  if (answer?.ok && lacksSpace(upload)) {
    resume(upload);
  }
}
