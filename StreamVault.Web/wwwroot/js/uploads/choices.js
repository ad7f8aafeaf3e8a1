// Decides about all duplicates at once, such as after a folder was added a second time.
import { addAnyway } from "./deciding.js";
import { action, element } from "./elements.js";
import { addDuplicate, discardDuplicate, uploads } from "./queue.js";
import { forgetUnfinished, removeUnfinished, unfinished } from "./unfinished.js";

export function createChoices() {
  const choices = element("div", "choices");
  choices.append(choice("Add all anyway", addDuplicate, addUnfinished), choice("Add none of these", discardDuplicate, removeUnfinished));
  return choices;
}

function choice(text, decide, decideUnfinished) {
  return action(text, text, async () => {
    for (const upload of uploads.filter(({ state }) => state === "duplicate")) {
      await decide(upload);
    }

    for (const upload of unfinished.filter(({ existing }) => existing)) {
      await decideUnfinished(upload);
    }
  });
}

async function addUnfinished(upload) {
  const { problem } = await addAnyway(upload.url);
  // Otherwise the upload stays in the list, where adding it alone shows the problem.
  if (!problem) {
    forgetUnfinished(upload.url);
  }
}
