// Writes the common passwords that are long enough to be accepted, one per line: node common-passwords.mjs FILE LENGTH
import { writeFileSync } from "node:fs";
import { dictionary } from "@zxcvbn-ts/language-common";

const [file, length] = process.argv.slice(2);
// Most common first; about 49,000. Those after the first 10,000 are guessed nearly as fast.
const passwords = dictionary["passwords-common"].filter((password) => password.length >= Number(length));
writeFileSync(file, passwords.join("\n") + "\n");
