// An upload that stopped, in the tray: the same file picked again goes on where it was.
import { action, element } from "./elements.js";
import { removeUnfinished } from "./unfinished.js";
import { bytes } from "./words.js";

export function makeUnfinishedRow(upload, pick) {
  const row = element("li", "file");
  row.dataset.state = "unfinished";
  const name = element("span", "name", upload.filename);
  name.dir = "auto";
  row.words = element("p", "words figures", wordsFor(upload));
  const actions = element("div", "row-actions");
  actions.append(
    action("Pick file", `Pick ${upload.filename} again to go on`, () => pick(upload, row)),
    action("Remove", `Remove what is kept of ${upload.filename}`, () => removeUnfinished(upload)),
  );
  row.append(name, actions, row.words);
  return row;
}

export function isSameFile(upload, file) {
  return file.name === upload.filename && file.size === upload.length;
}

function wordsFor(upload) {
  const until = new Date(upload.expiresAt).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  return `Stopped: ${bytes(upload.offset)} of ${bytes(upload.length)} are safe until ${until}. Pick the file again to go on.`;
}
