// Fetches a segment ten times a second, each time over a new connection, until SIGTERM: node viewer.mjs SEGMENT
// Prints p50, p99 and the maximum in ms, the number of incomplete responses, and the total.
import http from "node:http";

const address = process.argv[2];
const times = [];
let [errors, expected, leaving] = [0, 0, false];

const fetchOne = () =>
  new Promise((done) => {
    const began = performance.now();
    const fail = () => {
      errors += 1;
      done();
    };
    const request = http.get(address, { agent: false, timeout: 10_000 }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk) => (bytes += chunk.length));
      answer.on("error", fail);
      answer.on("end", () => {
        expected ||= bytes;
        if (answer.statusCode !== 200 || bytes !== expected) {
          fail();
          return;
        }
        times.push(performance.now() - began);
        done();
      });
    });
    request.on("timeout", () => request.destroy(new Error("late")));
    request.on("error", fail);
  });

const asked = [];
process.on("SIGTERM", () => (leaving = true));
while (!leaving) {
  asked.push(fetchOne());
  await new Promise((done) => setTimeout(done, 100));
}
await Promise.all(asked);
times.sort((a, b) => a - b);
const at = (share) => (times[Math.floor(share * (times.length - 1))] ?? NaN).toFixed(1);
console.log(at(0.5), at(0.99), at(1), errors, asked.length);
