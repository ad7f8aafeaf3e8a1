// One file on its way, by tus: https://tus.io. It goes on where it stopped after a cut line, a sleeping phone, a restarted
// server, and after a crash of the browser when the same file is picked again.
const CHUNK = 64 << 20;
const PATIENCE = [500, 1000, 2000, 4000, 8000, ...Array(240).fill(15_000)];
const DISK_FULL = 507;

const statusOf = (error) => error.originalResponse?.getStatus() ?? 0;
const passes = (status) => [0, 409, 423, 460].includes(status) || (status >= 500 && status !== DISK_FULL);
const forgotten = (status) => status === 404 || status === 410;

// Loaded with the first upload: no page needs it before.
let library;
const load = () => (library ??= import("../../vendor/tus/tus.min.js").then(() => window.tus));

// Makes a sender for a file. It tells how it goes through:
//   progress(bytes), waiting() while the server can't be reached, located(address), done(video address),
//   failed(problem, cause) with the cause null unless it passes by itself, and twin(video address) when the vault holds the same content and a person must decide.
export async function makeSender(file, endpoint, address, tell) {
  const { Upload } = await load();
  const sender = new Upload(file, {
    endpoint: address ? null : endpoint,
    uploadUrl: address,
    chunkSize: CHUNK,
    retryDelays: PATIENCE,
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name, filetype: file.type, lastModified: String(file.lastModified) },
    onProgress: (sent) => tell.progress(sent),
    onUploadUrlAvailable: () => located(sender.url),
    onShouldRetry: (error) => {
      const again = passes(statusOf(error)) && !twinOf(error);
      if (again) {
        tell.waiting();
        endIfUnreadable();
      }

      return again;
    },
    onSuccess: ({ lastResponse }) => {
      const twin = lastResponse.getHeader("StreamVault-Duplicate");
      return twin ? tell.twin(twin) : tell.done(lastResponse.getHeader("StreamVault-Video"));
    },
    onError: (error) => {
      if (twinOf(error)) {
        // All of it is there: the same file picked once more is another upload.
        forgetPrevious(sender);
        tell.twin(twinOf(error));
      } else if (forgotten(statusOf(error)) && sender.url) {
        // The server knows nothing of it any more, so it begins anew.
        Object.assign(sender, { url: null });
        Object.assign(sender.options, { endpoint, uploadUrl: null });
        sender.start();
      } else {
        tell.failed(problemOf(error), causeOf(error));
      }
    },
  });
  // Without an endpoint an upload whose server does not answer is never given up for a new one.
  function located(url) {
    sender.options.endpoint = null;
    tell.located(new URL(url, location.href).pathname);
  }

  // A browser reports bytes that it can't read as a line that broke.
  async function endIfUnreadable() {
    try {
      await file.slice(0, 1).arrayBuffer();
    } catch {
      sender.abort();
      tell.failed("This file was changed, moved or deleted since it was picked. Pick it again.", null);
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

async function forgetPrevious(sender) {
  const { urlStorage } = sender.options;
  const own = (await urlStorage.findAllUploads()).filter(({ uploadUrl }) => uploadUrl === sender.url);
  await Promise.all(own.map(({ urlStorageKey }) => urlStorage.removeUpload(urlStorageKey)));
}

const twinOf = (error) => (statusOf(error) === 409 ? (bodyOf(error)?.existing?.url ?? null) : null);

function causeOf(error) {
  const status = statusOf(error);
  return status === 0 ? "line" : status === DISK_FULL ? "room" : null;
}

function problemOf(error) {
  const status = statusOf(error);
  switch (status) {
    case 0:
      return "The server can't be reached. What was sent is safe; Retry goes on from there.";
    case 401:
      return "You are no longer signed in. Sign in again in another tab, then Retry goes on where it stopped.";
    default:
      return bodyOf(error)?.detail ?? `The server refused the file (${status}). Try again; its log says more.`;
  }
}

function bodyOf(error) {
  try {
    return JSON.parse(error.originalResponse.getBody());
  } catch {
    return null;
  }
}
