// Connections that stay open and send a small request now and then.
import { crowd, target } from "./connections.mjs";

const request = `HEAD ${target.pathname}${target.search} HTTP/1.1\r\nHost: ${target.host}\r\n\r\n`;

crowd(10_000, "connections, each asks every 20 s", (socket) => {
  socket.write(request);
  const timer = setInterval(() => socket.write(request), 20_000);
  socket.on("close", () => clearInterval(timer));
  socket.resume();
});
