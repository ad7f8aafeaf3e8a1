// Sends one file with the tus protocol (https://tus.io). An upload resumes after a lost connection, standby or a server
// restart, and after a browser crash once the same file is picked again.
import { folderOf } from "./folders.js";

const CHUNK_BYTES = 64 << 20;
// Milliseconds between attempts: about an hour in all.
export const RETRY_DELAYS = [500, 1000, 2000, 4000, 8000, ...Array(240).fill(15_000)];
const DISK_FULL = 507;
// Bad request, too large, and not a video: the same file would be rejected again.
const REJECTED = [400, 413, 415, 422];

const statusOf = (error) => error.originalResponse?.getStatus() ?? 0;
const isTemporary = (status) => [0, 409, 423, 460].includes(status) || (status >= 500 && status !== DISK_FULL);
const isGone = (status) => status === 404 || status === 410;

// The server can't be reached; another attempt may succeed.
export class UnreachableError extends Error {}

// Loaded with the first upload, because no page needs it earlier.
let library = null;
let failedLoads = 0;

async function load() {
  // Browsers may remember that an import failed, so each attempt needs another address.
  const attempt = failedLoads > 0 ? `?attempt=${failedLoads}` : "";
  try {
    await (library ??= import(`../../vendor/tus/tus.min.js${attempt}`));
  } catch (error) {
    library = null;
    failedLoads += 1;
    throw new UnreachableError("The upload library could not be loaded.", { cause: error });
  }

  return window.tus;
}

// Creates a sender for a file. The album is a path of titles, separated by slashes; empty for none.
// Throws an UnreachableError if the server can't be reached. The listener is called with:
//   progress(bytes sent)
//   waiting()              the server can't be reached, and the sender tries again
//   located(address)       of the upload
//   done(address)          of the video
//   duplicate(address)     of the video with the same content; the user has to decide
//   failed(problem, cause) the cause is "connection", "space" on the disk, which can both resolve themselves, "rejected" if
//                          the file can never be added, or null
export async function createSender(file, endpoint, address, album, listener) {
  const { Upload } = await load();
  const sender = new Upload(file, {
    endpoint: address ? null : endpoint,
    uploadUrl: address,
    chunkSize: CHUNK_BYTES,
    retryDelays: RETRY_DELAYS,
    removeFingerprintOnSuccess: true,
    metadata: metadataOf(file, album),
    onProgress: (sent) => listener.progress(sent),
    onUploadUrlAvailable: () => located(sender.url),
    onShouldRetry: (error) => {
      const retry = isTemporary(statusOf(error)) && !duplicateOf(error);
      if (retry) {
        listener.waiting();
        failIfUnreadable();
      }

      return retry;
    },
    onSuccess: ({ lastResponse }) => {
      const duplicate = lastResponse.getHeader("StreamVault-Duplicate");
      return duplicate ? listener.duplicate(duplicate) : listener.done(lastResponse.getHeader("StreamVault-Video"));
    },
    onError: (error) => {
      if (duplicateOf(error)) {
        // The upload is complete. If the same file is picked again, that is a new upload.
        forgetPrevious(sender);
        listener.duplicate(duplicateOf(error));
      } else if (isGone(statusOf(error)) && sender.url) {
        // The server no longer has this upload: start over.
        Object.assign(sender, { url: null });
        Object.assign(sender.options, { endpoint, uploadUrl: null });
        sender.start();
      } else {
        listener.failed(problemOf(error), causeOf(error));
      }
    },
  });
  // Without an endpoint, tus never replaces this upload with a new one when the server doesn't answer.
  function located(url) {
    sender.options.endpoint = null;
    listener.located(new URL(url, location.href).pathname);
  }

  // Browsers report a file that they can't read as a network error.
  async function failIfUnreadable() {
    try {
      await file.slice(0, 1).arrayBuffer();
    } catch {
      sender.abort();
      listener.failed("This file was changed, moved or deleted after you picked it. Pick it again.", null);
    }
  }

  if (!address) {
    const [previous] = await sender.findPreviousUploads();
    if (previous) {
      sender.resumeFromPreviousUpload(previous);
      located(previous.uploadUrl);
    }
  }

  return sender;
}

function metadataOf(file, album) {
  const folder = folderOf(file);
  return {
    filename: file.name,
    filetype: file.type,
    lastModified: String(file.lastModified),
    ...(folder && { relativePath: `${folder}/${file.name}` }),
    ...(album && { album }),
  };
}

async function forgetPrevious(sender) {
  const { urlStorage } = sender.options;
  const own = (await urlStorage.findAllUploads()).filter(({ uploadUrl }) => uploadUrl === sender.url);
  await Promise.all(own.map(({ urlStorageKey }) => urlStorage.removeUpload(urlStorageKey)));
}

const duplicateOf = (error) => (statusOf(error) === 409 ? (bodyOf(error)?.existing?.url ?? null) : null);

function causeOf(error) {
  const status = statusOf(error);
  return status === 0 ? "connection" : status === DISK_FULL ? "space" : REJECTED.includes(status) ? "rejected" : null;
}

export const UNREACHABLE = "The server can't be reached. Select Retry to resume.";

function problemOf(error) {
  const status = statusOf(error);
  switch (status) {
    case 0:
      return UNREACHABLE;
    case 401:
      return "You've been signed out. Sign in in another tab, then select Retry to resume.";
    default:
      return bodyOf(error)?.detail ?? `The server rejected the file (${status}). Its log has details.`;
  }
}

function bodyOf(error) {
  try {
    return JSON.parse(error.originalResponse.getBody());
  } catch {
    return null;
  }
}
