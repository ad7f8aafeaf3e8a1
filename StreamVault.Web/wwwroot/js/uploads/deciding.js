// If the vault already has a file's content, the upload waits on the server until the user decides.
const TUS = { "Tus-Resumable": "1.0.0" };

export const duplicateText = (existing) =>
  existing.status === "failed"
    ? `You already have this, but it couldn't be prepared: ${existing.title}`
    : `You already have this: ${existing.title}`;

// Returns the address of the new video, or a problem.
export async function addAnyway(address) {
  const answer = await ask(`${address}/add`, { method: "POST" });
  const video = answer?.ok ? answer.headers.get("StreamVault-Video") : null;
  return video ? { video } : { problem: await problemOf(answer, "It couldn't be added.") };
}

// Deletes the upload. Returns null, or a problem.
export async function discard(address) {
  const answer = await ask(address, { method: "DELETE", headers: TUS });
  const gone = answer?.ok || answer?.status === 404;
  return gone ? null : problemOf(answer, "It couldn't be removed.");
}

const ask = (address, options) => fetch(address, options).catch(() => null);

async function problemOf(answer, otherwise) {
  if (!answer) {
    return "The server can't be reached. Your upload is kept; try again in a moment.";
  }

  const problem = await answer.json().catch(() => null);
  return problem?.detail ?? otherwise;
}
