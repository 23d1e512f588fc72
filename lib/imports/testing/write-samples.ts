import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostile } from "./hostile";
import { makeSamples } from "./samples";

/*
 * `npx tsx lib/imports/testing/write-samples.ts FOLDER` writes the five spreadsheets there, and the hostile ones into a
 * folder within it, to be tried by hand.
 */
const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("Say where: npx tsx lib/imports/testing/write-samples.ts FOLDER");
  process.exit(2);
}
mkdirSync(join(folder, "hostile"), { recursive: true });
for (const { name, file } of makeSamples()) {
  writeFileSync(join(folder, name), file);
}
for (const [what, [, make]] of Object.entries(hostile)) {
  writeFileSync(join(folder, "hostile", `${what.replace(/[^a-z0-9]+/gi, "-")}.xlsx`), make());
}
