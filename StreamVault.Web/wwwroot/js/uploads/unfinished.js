// Unfinished uploads that no tab is sending, such as after a browser crash, or from another computer.
export const unfinished = [];
export const unfinishedChanges = new EventTarget();

export async function readUnfinished(url) {
  const answer = await fetch(url).catch(() => null);
  if (answer?.ok) {
    // Those that are being sent belong to another tab.
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
