// Files out of folders, however deep; of a folder only the videos.
const OTHER_KINDS = /\.(mkv|avi|mts|m2ts|ts|vob|flv|3gp|mxf|dv|mov|mp4|m4v|webm|wmv|mpg|mpeg|ogv)$/i;

export const isVideo = (file) => file.type.startsWith("video/") || OTHER_KINDS.test(file.name);

// Call during the event: what was dropped is out of reach afterwards. Of what can't be read there are the names.
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const found = { files: [...transfer.files], unreadable: [] };
  if (entries.some((entry) => entry.isDirectory)) {
    found.files = [];
    await read(entries, found, () => true);
  }

  return found;
}

async function read(entries, found, isWanted) {
  for (const entry of entries) {
    try {
      if (entry.isDirectory) {
        await read(await list(entry.createReader()), found, isVideo);
      } else {
        found.files.push(...[await fileOf(entry)].filter(isWanted));
      }
    } catch {
      // One that this person may not read, or that is gone, keeps no other from coming in.
      if (entry.isDirectory || isWanted({ name: entry.name, type: "" })) {
        found.unreadable.push(entry.name);
      }
    }
  }
}

const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

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
