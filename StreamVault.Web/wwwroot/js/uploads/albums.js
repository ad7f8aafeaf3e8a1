// The offer to put videos from folders into albums named after these folders.
const STORAGE_KEY = "folders-as-albums";

export const keepsFolders = () => localStorage.getItem(STORAGE_KEY) === "yes";

// Remembers the choice, and sorts the videos that were added before it was made.
export function keepFolders(keep, uploads) {
  localStorage.setItem(STORAGE_KEY, keep ? "yes" : "no");
  uploads.forEach(sortIntoAlbum);
}

// Sorts an added video into the album of its folder, unless its upload already contained the album.
export async function sortIntoAlbum(upload) {
  if (keepsFolders() && upload.state === "done" && upload.video && upload.folder && upload.album !== upload.folder) {
    upload.album = upload.folder;
    await fetch(upload.urls.albumFolders, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ path: upload.folder, ids: [upload.video.id] }),
    });
  }
}
