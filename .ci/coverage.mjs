// Prints a table of the lines covered per folder: node coverage.mjs REPORT...
// The reports are Cobertura files of several test runs; a line counts as covered if any run covered it. Servers that tests
// start as separate processes are not measured.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

const lines = new Map();
for (const report of process.argv.slice(2).filter((path) => existsSync(path))) {
  const text = readFileSync(report, "utf8");
  const sources = [...text.matchAll(/<source>([^<]*)<\/source>/g)].map(([, path]) => path);
  let file = "";
  for (const [, name, number, hits] of text.matchAll(/<class [^>]*filename="([^"]*)"|<line number="(\d+)" hits="(\d+)"/g)) {
    if (name) {
      const path = sources.map((source) => join(source, name)).find((candidate) => existsSync(candidate)) ?? name;
      file = relative(process.cwd(), path);
    } else {
      const line = `${file}:${number}`;
      lines.set(line, lines.get(line) || hits !== "0");
    }
  }
}

const folders = new Map();
for (const [line, isCovered] of lines) {
  const [project, ...rest] = dirname(line).split(sep);
  if (!project.startsWith("StreamVault.") || rest[0] === "obj") {
    continue;
  }

  const folder = [project, ...rest.slice(0, 1)].join("/");
  const [covered, all] = folders.get(folder) ?? [0, 0];
  folders.set(folder, [covered + isCovered, all + 1]);
}

const total = [...folders.values()].reduce(([covered, all], [c, a]) => [covered + c, all + a], [0, 0]);
console.log("Lines covered");
for (const [folder, [covered, all]] of [...folders].sort().concat([["Total", total]])) {
  console.log(`  ${folder.padEnd(36)} ${((100 * covered) / Math.max(1, all)).toFixed(1).padStart(5)} %  of ${all}`);
}
