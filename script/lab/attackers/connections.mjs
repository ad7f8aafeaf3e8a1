// Shared by the attackers: connections to the server, from as many loopback addresses as the ports need.
import net from "node:net";

const PER_ADDRESS = 5000;

/** The server and the segment of the address that the script was started with. */
export const target = new URL(process.argv[2]);

/** A request for the segment, as bytes on the wire. */
export const request = `GET ${target.pathname}${target.search} HTTP/1.1\r\nHost: ${target.host}\r\n\r\n`;

/** Opens one connection; `number` chooses the address it comes from. */
export function connect(number, options = {}) {
  const localAddress = process.platform === "linux" ? `127.0.0.${2 + (Math.floor(number / PER_ADDRESS) % 200)}` : undefined;
  return net.connect({ host: target.hostname, port: Number(target.port), localAddress, ...options });
}

/**
 * Keeps `count` connections open, each opened anew when the server closes it, and says once that all are open.
 * `begin(socket)` is called for each that is connected.
 */
export function crowd(count, words, begin, options = {}) {
  let [open, opened, said] = [0, 0, false];
  const one = (number) => {
    const socket = connect(number, options);
    let connected = false;
    socket.on("connect", () => {
      connected = true;
      open += 1;
      opened += 1;
      begin(socket);
      if (open === count && !said) {
        said = true;
        console.log(`${count} ${words}`);
      }
    });
    // What went wrong is seen by the close that follows.
    socket.on("error", () => {});
    socket.on("close", () => {
      open -= connected ? 1 : 0;
      setTimeout(one, 500, number);
    });
  };
  // Some hundred at a time: the backlog of a listening socket is short, and this is not about that.
  let next = 0;
  const timer = setInterval(() => {
    for (let i = 0; i < 250 && next < count; i++) {
      one(next++);
    }
    if (next >= count) {
      clearInterval(timer);
    }
  }, 50);
}
