// Readers that fetch a whole segment at a few kilobytes per second.
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
  // False pauses the socket until it is resumed.
  { onread: { buffer: Buffer.alloc(PIECE), callback: () => false } },
);
