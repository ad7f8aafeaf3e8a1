// Plays a link with one player library in Chromium: node browsers.mjs LIBRARY LINK DYING-LINK SERVER COOKIES SECONDS
// Prints a row of script/clients' table.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [library, link, dying, server, cookies, length] = process.argv.slice(2);
const seconds = Number(length);
const here = new URL(".", import.meta.url).pathname;

// Each says how to load a link, and how to ask for a picture of a height.
const libraries = {
  "video.js": {
    script: "videojs/video.js",
    version: "videojs.VERSION",
    load: `(url) => { globalThis.player = videojs(video, { sources: [{ src: url, type: "application/x-mpegURL" }] });
      player.on("error", () => errors.push(player.error().message)); }`,
    choose: `(height) => { for (const level of player.qualityLevels().levels_) level.enabled = level.height === height; }`,
  },
  "hls.js": {
    script: "node_modules/hls.js/dist/hls.js",
    version: "Hls.version",
    load: `(url) => { globalThis.player = new Hls(); player.on("hlsError", (_, e) => e.fatal && errors.push(
      e.details + (e.response ? " " + e.response.code : ""))); player.loadSource(url); player.attachMedia(video); }`,
    choose: `(height) => { player.currentLevel = player.levels.findIndex((level) => level.height === height); }`,
  },
  "shaka-player": {
    script: "node_modules/shaka-player/dist/shaka-player.compiled.js",
    version: "shaka.Player.version",
    load: `async (url) => { globalThis.player = new shaka.Player(); await player.attach(video);
      const fail = (e) => errors.push("error " + e.code + " " + (e.data?.[1] ?? "")); player.addEventListener("error",
      (e) => fail(e.detail)); await player.load(url).catch(fail); }`,
    choose: `(height) => { player.configure({ abr: { enabled: false } });
      player.selectVariantTrack(player.getVariantTracks().find((track) => track.height === height), true); }`,
  },
};
const { script, version, load, choose } = libraries[library];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
});
const page = await browser.newPage();
// A page of the server's own origin, so that nothing needs to be allowed first.
await page.route(`${server}/player`, (route) =>
  route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html><video id=video class=video-js muted></video>" }),
);

async function open(url) {
  await page.goto(`${server}/player`);
  await page.addScriptTag({ content: readFileSync(here + script, "utf8") });
  await page.evaluate(`globalThis.errors = []; (${load})(${JSON.stringify(url)})`);
}

const at = () => page.evaluate("document.querySelector('video').currentTime");
const until = (condition, limit = 30_000) =>
  page.waitForFunction(condition, null, { timeout: limit }).then(() => true, () => false);
const play = () => page.evaluate("document.querySelector('video').play().catch(() => {})");

await open(link);
await play();
const name = `${library} ${await page.evaluate(version)}`;
await until("document.querySelector('video').currentTime > 0.5");
let seeks = 0;
for (const place of [30, 5, 17]) {
  await page.evaluate(`document.querySelector('video').currentTime = ${place}`);
  seeks += (await until(`Math.abs(document.querySelector('video').currentTime - ${place} - 1) < 0.8`)) ? 1 : 0;
}
const heights = [];
for (const height of [480, 720]) {
  await page.evaluate(`(${choose})(${height})`);
  if (await until(`document.querySelector('video').videoHeight === ${height}`)) {
    heights.push(`${height}p`);
  }
}
await page.evaluate(`document.querySelector('video').currentTime = ${seconds - 4}`);
await play();
const ended = await until("document.querySelector('video').ended");

await open(dying);
await play();
await until("document.querySelector('video').currentTime > 2");
execFileSync("curl", ["-sS", "-b", cookies, "-X", "DELETE", `${server}/api/tokens/${dying.split("token=")[1]}`]);
const revoked = await at();
let last = revoked;
// What is buffered plays on; it has stopped once it stood still for three seconds.
for (let still = 0; still < 6; ) {
  await new Promise((done) => setTimeout(done, 500));
  const now = await at();
  still = now > last ? 0 : still + 1;
  last = now;
}

await open(dying);
await until("errors.length > 0", 20_000);
const said = (await page.evaluate("errors[0]")) ?? "nothing";
console.log(
  `| ${name} | ${ended ? "yes" : "no"} | ${seeks} of 3 | ${heights.join(" ")} | ${Math.round(last - revoked)} s | ${said.slice(0, 80)} |`,
);
await browser.close();
