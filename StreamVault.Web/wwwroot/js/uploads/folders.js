// Files out of folders, however deep; of a folder only the videos.
const OTHER_KINDS = /\.(mkv|avi|mts|m2ts|ts|vob|flv|3gp|mxf|dv|mov|mp4|m4v|webm|wmv|mpg|mpeg|ogv)$/i;

export const isVideo = (file) => file.type.startsWith("video/") || OTHER_KINDS.test(file.name);

// Call during the event: what was dropped is out of reach afterwards.
export function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = [...transfer.files];
  return entries.some((entry) => entry.isDirectory) ? below(entries) : Promise.resolve(files);
}

async function below(entries) {
  const found = [];
  for (const entry of entries) {
    if (entry.isFile) {
      found.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    } else {
      found.push(...(await below(await list(entry.createReader()))).filter(isVideo));
    }
  }

  return found;
}

// A reader tells some names at a time, and none when it is done.
async function list(reader) {
  const all = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      return all;
    }

    all.push(...some);
  }
}
