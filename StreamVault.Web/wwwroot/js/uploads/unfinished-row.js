// An upload that stopped, in the tray: the same file picked again goes on where it was.
import { addAnyway, twinWords } from "./deciding.js";
import { action, element, linkTo } from "./elements.js";
import { forgetUnfinished, removeUnfinished } from "./unfinished.js";
import { bytes } from "./words.js";

export function makeUnfinishedRow(upload, pick) {
  const row = element("li", "file");
  row.dataset.state = upload.existing ? "twin" : "unfinished";
  const name = element("span", "name", upload.filename);
  name.dir = "auto";
  row.words = element("p", "words figures", wordsFor(upload));
  const actions = element("div", "row-actions");
  actions.append(...(upload.existing ? choices(upload, row) : waysOn(upload, row, pick)));
  row.append(name, actions, row.words);
  return row;
}

function waysOn(upload, row, pick) {
  return [
    action("Pick file", `Pick ${upload.filename} again to go on`, () => pick(upload, row)),
    action("Remove", `Remove what is kept of ${upload.filename}`, () => removeUnfinished(upload)),
  ];
}

function choices(upload, row) {
  return [
    linkTo("Open", `Open ${upload.existing.title}`, upload.existing.page),
    action("Add anyway", `Add anyway: ${upload.filename}`, async () => {
      const { problem } = await addAnyway(upload.url);
      if (problem) {
        row.words.textContent = problem;
      } else {
        forgetUnfinished(upload.url);
      }
    }),
    action("Don't add", `Don't add: ${upload.filename}`, () => removeUnfinished(upload)),
  ];
}

export function isSameFile(upload, file) {
  return file.name === upload.filename && file.size === upload.length;
}

function wordsFor(upload) {
  if (upload.existing) {
    return twinWords(upload.existing);
  }

  const until = new Date(upload.expiresAt).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  return `Stopped: ${bytes(upload.offset)} of ${bytes(upload.length)} are safe until ${until}. Pick the file again to go on.`;
}
