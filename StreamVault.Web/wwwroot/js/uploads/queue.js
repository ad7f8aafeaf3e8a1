// Files on their way into the vault: two at a time, the rest wait. Knows nothing of how it looks.
import { hold, release, takenElsewhere } from "./claims.js";
import { addAnyway, dropAnyway } from "./deciding.js";
import { makeSender } from "./sending.js";
import { forgetUnfinished } from "./unfinished.js";

const AT_ONCE = 2;
const SPEED_WINDOW = 4000;

export const changes = new EventTarget();
export const uploads = [];

// With an address the file goes on there, else where the browser remembers that it stopped, else at the beginning.
export function add(files, urls, address = null) {
  for (const file of files) {
    uploads.push({ file, urls, address, state: "waiting", sent: 0, samples: [] });
  }

  changed();
  startNext();
}

export function addUnreadable(name) {
  const problem = "Your browser could not read this. See whether you may open it, then add it again.";
  uploads.push({ file: new File([], name), state: "failed", sent: 0, samples: [], problem, cause: "unreadable" });
  changed();
}

export function pause(upload) {
  upload.sender?.abort();
  rest(upload, "paused");
}

export function resume(upload) {
  Object.assign(upload, { state: "waiting", samples: [], problem: null, cause: null, stalled: false });
  changed();
  startNext();
}

// Over a new line, from what is safe at the server.
export function goOn(upload) {
  upload.sender?.abort();
  Object.assign(upload, { state: "sending", stalled: true, samples: [], heardAt: performance.now() });
  changed();
  upload.sender?.start();
}

export function cancel(upload) {
  // Also takes away what the server has of it; if it can't be reached, that expires.
  upload.sender?.abort(true).catch(() => {});
  rest(upload, "cancelled");
  forget(upload);
}

export async function addTwin(upload) {
  rest(upload, "deciding");
  const { video, problem } = await addAnyway(upload.address);
  if (problem) {
    rest(upload, "twin", problem);
  } else {
    upload.video = await videoAt(video);
    rest(upload, "done");
  }
}

export async function dropTwin(upload) {
  rest(upload, "deciding");
  const problem = await dropAnyway(upload.address);
  if (problem) {
    rest(upload, "twin", problem);
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

export const underWay = (upload) => upload.state === "waiting" || upload.state === "sending" || upload.state === "checking";

export const busy = () => uploads.some(underWay);

export function whenIdle(act) {
  const look = () => {
    if (!busy()) {
      changes.removeEventListener("change", look);
      act();
    }
  };
  changes.addEventListener("change", look);
  look();
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
  while (uploads.filter((upload) => upload.state === "sending" || upload.state === "checking").length < AT_ONCE) {
    const next = uploads.find((upload) => upload.state === "waiting");
    if (!next) {
      return;
    }

    send(next);
  }
}

async function send(upload) {
  Object.assign(upload, { state: "sending", heardAt: performance.now() });
  changed();
  try {
    if (await takenElsewhere(upload.file)) {
      rest(upload, "failed", "This file is being added in another tab.");
      return;
    }

    upload.sender ??= await makeSender(upload.file, upload.urls.uploads, upload.address, tellerOf(upload));
  } catch {
    rest(upload, "failed", "The upload could not begin: the server can't be reached. Try again in a moment.", "line");
    return;
  }

  // It may have been paused or cancelled meanwhile.
  if (upload.state === "sending") {
    hold(upload.file);
    upload.sender.start();
  }
}

function tellerOf(upload) {
  return {
    progress(sent) {
      // All bytes are there: the server looks whether they are a video.
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
      rest(upload, "done");
    },
    async twin(address) {
      upload.sent = upload.file.size;
      upload.existing = await videoAt(address);
      rest(upload, "twin");
    },
    failed: (problem, cause) => rest(upload, "failed", problem, cause),
  };
}

async function videoAt(address) {
  const answer = address ? await fetch(address).catch(() => null) : null;
  return answer?.ok ? answer.json() : null;
}

// Nothing is sent of it any more, for now or for good. A cause that passes by itself is the "line", or "room" on the disk.
function rest(upload, state, problem = null, cause = null) {
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
