// A proxy between players and the server that records every request:
// node witness.mjs PORT SERVER FILE. Writes one line per request: arrival time (ms), status, token and path.
// /player serves an empty page with a video element, on the same origin as the videos.
import { appendFileSync } from "node:fs";
import http from "node:http";

const [port, server, file] = process.argv.slice(2);
const PAGE = "<!DOCTYPE html><meta charset=utf-8><video id=video class=video-js muted></video>";

http
  .createServer((request, response) => {
    if (request.url === "/player") {
      response.writeHead(200, { "Content-Type": "text/html" }).end(PAGE);
      return;
    }
    const came = Date.now();
    const url = new URL(request.url, server);
    const onward = http.request(url, { method: request.method, headers: request.headers }, (answer) => {
      const token = url.searchParams.get("token") ?? "-";
      appendFileSync(file, `${came} ${answer.statusCode} ${token} ${url.pathname}\n`);
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    // If the player disconnects, the proxy disconnects from the server too.
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  })
  .listen(Number(port), "127.0.0.1");
