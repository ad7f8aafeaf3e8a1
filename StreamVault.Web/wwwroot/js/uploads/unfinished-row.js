// A stopped upload in the tray. It resumes once the same file is chosen again.
import { addAnyway, duplicateText } from "./deciding.js";
import { action, addAnywayAction, dontAddAction, element, linkTo } from "./elements.js";
import { forgetUnfinished, removeUnfinished } from "./unfinished.js";
import { bytes } from "./words.js";

export function createUnfinishedRow(upload, pick) {
  const row = element("li", "file");
  row.dataset.state = upload.existing ? "duplicate" : "unfinished";
  const name = element("span", "name", upload.filename);
  name.dir = "auto";
  row.text = element("p", "words figures", textFor(upload));
  const actions = element("div", "row-actions");
  actions.append(...(upload.existing ? duplicateActions(upload, row) : resumeActions(upload, row, pick)));
  row.append(name, actions, row.text);
  return row;
}

function resumeActions(upload, row, pick) {
  return [
    action("Choose a file", `Choose a file to resume uploading ${upload.filename}`, () => pick(upload, row)),
    action("Remove", `Remove the unfinished upload of ${upload.filename}`, () => removeUnfinished(upload)),
  ];
}

function duplicateActions(upload, row) {
  return [
    linkTo("Open", `Open ${upload.existing.title}`, upload.existing.page),
    addAnywayAction(upload.filename, async () => {
      const { problem } = await addAnyway(upload.url);
      if (problem) {
        row.text.textContent = problem;
      } else {
        forgetUnfinished(upload.url);
      }
    }),
    dontAddAction(upload.filename, () => removeUnfinished(upload)),
  ];
}

export function isSameFile(upload, file) {
  return file.name === upload.filename && file.size === upload.length;
}

function textFor(upload) {
  if (upload.existing) {
    return duplicateText(upload.existing);
  }

  const until = new Date(upload.expiresAt).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  return `Stopped at ${bytes(upload.offset)} of ${bytes(upload.length)}. Choose the file again by ${until} to resume.`;
}
