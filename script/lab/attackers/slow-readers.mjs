// Readers of a whole segment who take a few kilobytes a second.
import { crowd, request } from "./connections.mjs";

const PIECE = 4096;

crowd(
  1000,
  `readers take ${PIECE} bytes a second`,
  (socket) => {
    socket.write(request);
    const timer = setInterval(() => socket.resume(), 1000);
    socket.on("close", () => clearInterval(timer));
  },
  // False: nothing more is read until it is resumed.
  { onread: { buffer: Buffer.alloc(PIECE), callback: () => false } },
);
