// Finds the files in dropped folders and their subfolders. Of a folder, only videos are taken.
const VIDEO_EXTENSIONS = /\.(mkv|avi|mts|m2ts|ts|vob|flv|3gp|mxf|dv|mov|mp4|m4v|webm|wmv|mpg|mpeg|ogv)$/i;

export const isVideo = (file) => file.type.startsWith("video/") || VIDEO_EXTENSIONS.test(file.name);

const folderPaths = new WeakMap();

// The names of the folders that contain a file, separated by slashes; empty if it was added by itself.
export const folderOf = (file) =>
  folderPaths.get(file) ?? (file.webkitRelativePath ?? "").split("/").slice(0, -1).join("/");

// Returns the files, and the names of files and folders that can't be read. Call during the event: afterwards the browser
// no longer gives access to dropped items.
export async function readDropped(transfer) {
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
        const file = await fileOf(entry);
        folderPaths.set(file, entry.fullPath.split("/").slice(1, -1).join("/"));
        found.files.push(...[file].filter(isWanted));
      }
    } catch {
      // It may be unreadable or deleted. The others are still added.
      if (entry.isDirectory || isWanted({ name: entry.name, type: "" })) {
        found.unreadable.push(entry.name);
      }
    }
  }
}

const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

// A reader returns entries in batches; an empty batch is the end.
async function list(reader) {
  const entries = [];
  for (;;) {
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) {
      return entries;
    }

    entries.push(...batch);
  }
}
