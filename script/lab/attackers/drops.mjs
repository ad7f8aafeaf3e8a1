// Readers that disconnect in the middle of a segment, alternating between reset and close, several at a time.
import { connect, request } from "./connections.mjs";

const [times, atOnce] = [10_000, 20];
let [begun, left, broken] = [0, 0, 0];

function next() {
  if (begun === times) {
    return;
  }
  const number = begun++;
  const socket = connect(number);
  let read = 0;
  socket.on("connect", () => socket.write(request));
  socket.on("data", (bytes) => {
    read += bytes.length;
    if (number % 2) {
      socket.resetAndDestroy();
    } else {
      socket.destroy();
    }
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    broken += read === 0 ? 1 : 0;
    left += 1;
    if (left === times) {
      console.log(broken ? `${broken} of ${times} got nothing` : `${times} left in the middle`);
    }
    next();
  });
}

for (let i = 0; i < atOnce; i++) {
  next();
}
