// The upload queue: two files are sent at a time, the others wait. Contains no UI.
import { hold, isHeldElsewhere, release } from "./claims.js";
import { keepsFolders, sortIntoAlbum } from "./albums.js";
import { addAnyway, discard } from "./deciding.js";
import { folderOf } from "./folders.js";
import { createSender, RETRY_DELAYS, UNREACHABLE, UnreachableError } from "./sending.js";
import { forgetUnfinished } from "./unfinished.js";

const MAX_ACTIVE = 2;
const SPEED_WINDOW = 4000;

export const changes = new EventTarget();
export const uploads = [];

// With an address, resumes that upload. Otherwise resumes the one that the browser remembers, or starts a new one.
export function add(files, urls, address = null) {
  for (const file of files) {
    uploads.push({ file, urls, address, folder: folderOf(file), state: "waiting", sent: 0, samples: [] });
  }

  changed();
  startNext();
}

export function addUnreadable(name) {
  const problem = "Your browser can't read this. Check that you have permission to open it, then add it again.";
  uploads.push({ file: new File([], name), state: "failed", sent: 0, samples: [], problem, cause: "unreadable" });
  changed();
}

export function pause(upload) {
  upload.sender?.abort();
  stop(upload, "paused");
}

export function resume(upload) {
  Object.assign(upload, { state: "waiting", samples: [], problem: null, cause: null, stalled: false });
  changed();
  startNext();
}

// Continues over a new connection from what the server has.
export function reconnect(upload) {
  upload.sender?.abort();
  Object.assign(upload, { state: "sending", stalled: true, samples: [], heardAt: performance.now() });
  changed();
  if (upload.sender) {
    upload.sender.start();
  } else {
    send(upload);
  }
}

export function cancel(upload) {
  // Also deletes what the server has. If it can't be reached, the upload expires there.
  upload.sender?.abort(true).catch(() => {});
  stop(upload, "cancelled");
  forget(upload);
}

export async function addDuplicate(upload) {
  stop(upload, "deciding");
  const { video, problem } = await addAnyway(upload.address);
  if (problem) {
    stop(upload, "duplicate", problem);
  } else {
    upload.video = await videoAt(video);
    stop(upload, "done");
  }
}

export async function discardDuplicate(upload) {
  stop(upload, "deciding");
  const problem = await discard(upload.address);
  if (problem) {
    stop(upload, "duplicate", problem);
  } else {
    forget(upload);
  }
}

export function forget(upload) {
  const at = uploads.indexOf(upload);
  if (at >= 0) {
    uploads.splice(at, 1);
  }

  changed();
  startNext();
}

export function forgetFinished() {
  uploads.splice(0, uploads.length, ...uploads.filter((upload) => upload.state !== "done"));
  changed();
}

export const isActive = (upload) => upload.state === "waiting" || upload.state === "sending" || upload.state === "checking";

export const busy = () => uploads.some(isActive);

export function whenIdle(act) {
  const check = () => {
    if (!busy()) {
      changes.removeEventListener("change", check);
      act();
    }
  };
  changes.addEventListener("change", check);
  check();
}

// Bytes per second over the last few seconds; null while unknown.
export function speedOf(upload, now = performance.now()) {
  const recent = upload.samples.filter((sample) => now - sample.at < SPEED_WINDOW);
  if (recent.length < 2) {
    return null;
  }

  const [first, last] = [recent[0], recent.at(-1)];
  return last.at > first.at ? ((last.sent - first.sent) * 1000) / (last.at - first.at) : null;
}

function startNext() {
  while (uploads.filter((upload) => upload.state === "sending" || upload.state === "checking").length < MAX_ACTIVE) {
    const next = uploads.find((upload) => upload.state === "waiting");
    if (!next) {
      return;
    }

    send(next);
  }
}

async function send(upload) {
  // Pausing, cancelling or starting again while this waits ends it.
  const attempt = (upload.attempt = {});
  const isCurrent = () => upload.attempt === attempt && upload.state === "sending";
  const listener = listenerFor(upload);
  Object.assign(upload, { state: "sending", heardAt: performance.now() });
  changed();
  if (await isHeldElsewhere(upload.file)) {
    if (isCurrent()) {
      stop(upload, "failed", "This file is being added in another tab.");
    }

    return;
  }

  for (const delay of [...RETRY_DELAYS, null]) {
    if (!isCurrent()) {
      return;
    }

    const sender = upload.sender ?? (await tryCreateSender(upload, listener));
    if (!isCurrent()) {
      return;
    }

    if (sender) {
      upload.sender = sender;
      hold(upload.file);
      sender.start();
      return;
    }

    if (delay !== null) {
      listener.waiting();
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }

  stop(upload, "failed", UNREACHABLE, "connection");
}

// Returns null if the server can't be reached.
async function tryCreateSender(upload, listener) {
  try {
    upload.album = keepsFolders() ? upload.folder : "";
    return await createSender(upload.file, upload.urls.uploads, upload.address, upload.album, listener);
  } catch (error) {
    if (error instanceof UnreachableError) {
      return null;
    }

    stop(upload, "failed", "Your browser couldn't start the upload. Reload the page and try again.");
    throw error;
  }
}

function listenerFor(upload) {
  return {
    progress(sent) {
      // All bytes are sent; the server checks that they are a video.
      const state = sent === upload.file.size ? "checking" : "sending";
      const at = performance.now();
      Object.assign(upload, { sent, state, stalled: false, heardAt: at });
      upload.samples.push({ at, sent });
      upload.samples.splice(0, upload.samples.length - 100);
      changed();
    },
    waiting() {
      Object.assign(upload, { state: "sending", stalled: true, samples: [], heardAt: performance.now() });
      changed();
    },
    located(address) {
      upload.address = address;
      forgetUnfinished(address);
    },
    async done(address) {
      upload.sent = upload.file.size;
      upload.video = await videoAt(address);
      stop(upload, "done");
      sortIntoAlbum(upload);
    },
    async duplicate(address) {
      upload.sent = upload.file.size;
      upload.existing = await videoAt(address);
      stop(upload, "duplicate");
    },
    failed: (problem, cause) => stop(upload, "failed", problem, cause),
  };
}

async function videoAt(address) {
  const answer = address ? await fetch(address).catch(() => null) : null;
  return answer?.ok ? answer.json() : null;
}

// Puts an upload into a state in which nothing is sent. For causes, see createSender.
function stop(upload, state, problem = null, cause = null) {
  release(upload.file);
  Object.assign(upload, { state, problem, cause, stalled: false });
  changed();
  startNext();
}

function changed() {
  changes.dispatchEvent(new Event("change"));
}

addEventListener("beforeunload", (event) => {
  if (busy()) {
    event.preventDefault();
  }
});
