// Files on their way into the vault: two at a time over plain HTTP, the rest wait. Knows nothing of how it looks.
const AT_ONCE = 2;
const SPEED_WINDOW = 4000;

export const changes = new EventTarget();
export const uploads = [];

export function add(files, urls) {
  for (const file of files) {
    uploads.push({ file, urls, state: "waiting", sent: 0, samples: [] });
  }

  changed();
  startNext();
}

export function cancel(upload) {
  const request = upload.request;
  upload.state = "cancelled";
  request?.abort();
  forget(upload);
}

export function retry(upload) {
  Object.assign(upload, { state: "waiting", sent: 0, samples: [], problem: null });
  changed();
  startNext();
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
  upload.state = "sending";
  changed();
  // A browser cannot hear a refusal while it sends, so it asks first whether there is room.
  const refusal = await refusalOf(upload);
  if (upload.state === "cancelled") {
    return;
  }

  if (refusal) {
    fail(upload, refusal);
    return;
  }

  const request = new XMLHttpRequest();
  upload.request = request;
  request.upload.addEventListener("progress", (event) => {
    upload.sent = Math.min(event.loaded, upload.file.size);
    upload.samples.push({ at: performance.now(), sent: upload.sent });
    upload.samples.splice(0, upload.samples.length - 100);
    changed();
  });
  request.upload.addEventListener("load", () => {
    // All bytes are there; the server looks whether they are a video.
    upload.sent = upload.file.size;
    upload.state = "checking";
    changed();
  });
  request.addEventListener("loadend", () => finish(upload, request));
  request.open("POST", upload.urls.upload);
  request.responseType = "json";
  const form = new FormData();
  form.append("file", upload.file, upload.file.name);
  request.send(form);
}

async function refusalOf(upload) {
  const answer = await fetch(`${upload.urls.room}?bytes=${upload.file.size}`).catch(() => null);
  if (!answer || answer.ok) {
    return null;
  }

  return problemOf(answer.status, await answer.json().catch(() => null));
}

function finish(upload, request) {
  if (upload.state === "cancelled") {
    return;
  }

  upload.request = null;
  if (request.status === 201) {
    Object.assign(upload, { state: "done", video: request.response });
    changed();
    startNext();
  } else {
    fail(upload, problemOf(request.status, request.response));
  }
}

function fail(upload, problem) {
  Object.assign(upload, { state: "failed", problem });
  changed();
  startNext();
}

function problemOf(status, answer) {
  switch (status) {
    case 0:
      return "The connection broke before the file was through. Nothing was kept; try again when the server can be reached.";
    case 401:
      return "You are no longer signed in. Sign in again in another tab, then try again.";
    default:
      return answer?.detail ?? `The server refused the file (${status}). Try again; its log says more.`;
  }
}

function changed() {
  changes.dispatchEvent(new Event("change"));
}

addEventListener("beforeunload", (event) => {
  if (busy()) {
    event.preventDefault();
  }
});
