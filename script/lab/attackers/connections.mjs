// Shared by the attackers: connections to the server, from as many loopback addresses as are needed for the ports.
import net from "node:net";

const PER_ADDRESS = 5000;

/** The server and segment from the URL passed to the script. */
export const target = new URL(process.argv[2]);

/** A request for the segment, as bytes on the wire. */
export const request = `GET ${target.pathname}${target.search} HTTP/1.1\r\nHost: ${target.host}\r\n\r\n`;

/** Opens one connection; `number` selects the local address. */
export function connect(number, options = {}) {
  const localAddress = process.platform === "linux" ? `127.0.0.${2 + (Math.floor(number / PER_ADDRESS) % 200)}` : undefined;
  return net.connect({ host: target.hostname, port: Number(target.port), localAddress, ...options });
}

/**
 * Keeps `count` connections open, reopens each one that the server closes, and reports once that all are open.
 * Calls `begin(socket)` for each connection.
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
    // An error is always followed by a close, which is handled below.
    socket.on("error", () => {});
    socket.on("close", () => {
      open -= connected ? 1 : 0;
      setTimeout(one, 500, number);
    });
  };
  // Opens a few hundred at a time, since a listening socket's backlog is short and isn't what is tested.
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
