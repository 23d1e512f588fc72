import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { PROJECT } from "./project.mjs";

/**
 * Puts what reads an imported file (lib/imports/reading/child.ts) into one file beside the built pages: the process
 * starts in a third of the time, and needs to read nothing else. Tests that run without a build have it made as well (vitest.config.ts).
 */
export default function packReader() {
  const [packed] = buildSync({
    entryPoints: [join(PROJECT, "lib/imports/reading/child.ts")],
    tsconfig: join(PROJECT, "tsconfig.json"),
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node20",
  }).outputFiles;
  const file = join(PROJECT, ".next/plenary-reader.cjs");
  // A program that runs meanwhile finds the old one or the new one.
  const beside = `${file}.${process.pid}`;
  mkdirSync(join(PROJECT, ".next"), { recursive: true });
  writeFileSync(beside, packed.contents);
  renameSync(beside, file);
}
