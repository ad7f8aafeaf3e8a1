// Sends a file with tus-js-client like a user's program: retries after every error, and prints the outcome.
import { createReadStream } from "node:fs";
import { Upload } from "tus-js-client";

const [endpoint, cookie, path, chunkSize] = process.argv.slice(2);
const upload = new Upload(createReadStream(path), {
  endpoint,
  headers: { Cookie: cookie },
  chunkSize: Number(chunkSize),
  metadata: { filename: "sent.mp4", filetype: "video/mp4" },
  retryDelays: Array(1000).fill(20),
  onShouldRetry: (error) => {
    const status = error.originalResponse?.getStatus() ?? 0;
    return status === 0 || status === 409 || status === 423 || status === 503;
  },
  // An address that is known is never given up for a new one.
  onUploadUrlAvailable: () => (upload.options.endpoint = null),
  onSuccess: ({ lastResponse }) => console.log(JSON.stringify({ video: lastResponse.getHeader("StreamVault-Video") })),
  onError: (error) =>
    console.log(
      JSON.stringify({ status: error.originalResponse?.getStatus(), said: error.originalResponse?.getBody() ?? `${error}` }),
    ),
});
upload.start();
