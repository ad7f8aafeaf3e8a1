// Plays a link with one player library in a browser:
// node browsers.mjs BROWSER LIBRARY LINK DYING-LINK SERVER COOKIES SECONDS WITNESSED
// Links go through the witness, which writes its log to the file WITNESSED.
// Prints a row of the table of script/lab/clients.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [kind, library, link, dying, server, cookies, length, witnessed] = process.argv.slice(2);
const seconds = Number(length);
const here = new URL(".", import.meta.url).pathname;
const token = dying.split("token=")[1];

const browsers = {
  chromium: {
    browser: "chrome",
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
  },
  firefox: {
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox",
    extraPrefsFirefox: { "media.autoplay.default": 0, "media.autoplay.blocking_policy": 0 },
  },
};

// For each library: how to load a link, and how to select a quality by its height.
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

const browser = await puppeteer.launch({ headless: true, ...browsers[kind] });
const page = await browser.newPage();

async function open(url) {
  await page.goto(new URL("/player", url).href);
  await page.addScriptTag({ content: readFileSync(here + script, "utf8") });
  await page.evaluate(`globalThis.errors = []; void (${load})(${JSON.stringify(url)})`);
}

const at = () => page.evaluate("document.querySelector('video').currentTime");
const until = (condition, limit = 30_000) =>
  page.waitForFunction(condition, { timeout: limit, polling: 100 }).then(
    () => true,
    () => false,
  );
const play = () => page.evaluate("void document.querySelector('video').play().catch(() => {})");
const row = async (...cells) => {
  const program = (await browser.version()).replace(/^(?:Headless)?(\w+)\/(\d+).*/, "$1 $2").replace("Chrome", "Chromium").replace("firefox", "Firefox");
  console.log(`| ${[`${library} ${await page.evaluate(version)}, ${program}`, ...cells].join(" | ")} |`);
};
const said = async (url) => {
  await open(url);
  await until("errors.length > 0", 20_000);
  return ((await page.evaluate("errors[0]")) ?? "nothing").slice(0, 80);
};

await open(link);
if (!(await page.evaluate(`MediaSource.isTypeSupported('video/mp4; codecs="avc1.640028"')`))) {
  await row("no: it can't decode H.264", "", "", "", "", "", "");
  await browser.close();
  process.exit();
}
await play();
await until("document.querySelector('video').currentTime > 0.5");
let seeks = 0;
for (const place of [30, 5, 17]) {
  await page.evaluate(`document.querySelector('video').currentTime = ${place}`);
  seeks += (await until(`Math.abs(document.querySelector('video').currentTime - ${place} - 1) < 0.8`)) ? 1 : 0;
}
const heights = [];
for (const height of [480, 720]) {
  await page.evaluate(`void (${choose})(${height})`);
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
execFileSync("curl", ["-sS", "-b", cookies, "-X", "DELETE", `${server}/api/tokens/${token}`]);
const ends = Date.now();
const revoked = await at();
let last = revoked;
// Buffered video continues to play; playback has stopped if the position doesn't change for three seconds.
for (let still = 0; still < 6; ) {
  await new Promise((done) => setTimeout(done, 500));
  const now = await at();
  still = now > last ? 0 : still + 1;
  last = now;
}
const more = readFileSync(witnessed, "utf8")
  .split("\n")
  .map((line) => line.split(" "))
  .filter(([came, status, of, path]) => of === token && came >= ends && status < 300 && path.endsWith(".ts")).length;

await row(
  ended ? "yes" : "no",
  `${seeks} of 3`,
  heights.join(" "),
  `${Math.round(last - revoked)} s`,
  more,
  await said(link.split("?")[0]),
  await said(dying),
);
await browser.close();
