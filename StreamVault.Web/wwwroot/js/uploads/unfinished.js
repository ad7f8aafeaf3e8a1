// Uploads that the server keeps the beginning of and nobody sends: after a crash of the browser, or from another machine.
export const unfinished = [];
export const unfinishedChanges = new EventTarget();

export async function readUnfinished(url) {
  const answer = await fetch(url).catch(() => null);
  if (answer?.ok) {
    // What is under way belongs to another tab.
    replace((await answer.json()).filter((upload) => !upload.underWay));
  }
}

export function forgetUnfinished(address) {
  replace(unfinished.filter((upload) => upload.url !== address));
}

export async function removeUnfinished(upload) {
  const answer = await fetch(upload.url, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } }).catch(() => null);
  if (answer?.ok || answer?.status === 404) {
    forgetUnfinished(upload.url);
  }
}

function replace(uploads) {
  unfinished.splice(0, unfinished.length, ...uploads);
  unfinishedChanges.dispatchEvent(new Event("change"));
}
