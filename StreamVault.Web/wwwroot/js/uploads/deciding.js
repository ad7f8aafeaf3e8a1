// A file whose content is in the vault already waits at the server until its person decides.
const TUS = { "Tus-Resumable": "1.0.0" };

export const twinWords = (existing) =>
  existing.status === "failed"
    ? `You already have this, but it could not be prepared: ${existing.title}`
    : `You already have this: ${existing.title}`;

// Gives the address of the new video, or a problem.
export async function addAnyway(address) {
  const answer = await ask(`${address}/add`, { method: "POST" });
  const video = answer?.ok ? answer.headers.get("StreamVault-Video") : null;
  return video ? { video } : { problem: await problemOf(answer, "It could not be added.") };
}

// Gives null when nothing is left of it, or a problem.
export async function dropAnyway(address) {
  const answer = await ask(address, { method: "DELETE", headers: TUS });
  const gone = answer?.ok || answer?.status === 404;
  return gone ? null : problemOf(answer, "It could not be removed.");
}

const ask = (address, how) => fetch(address, how).catch(() => null);

async function problemOf(answer, otherwise) {
  if (!answer) {
    return "The server can't be reached. What was sent is safe; try again in a moment.";
  }

  const problem = await answer.json().catch(() => null);
  return problem?.detail ?? otherwise;
}
