import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const PROJECT = resolve(fileURLToPath(new URL("../../..", import.meta.url)));

/** Ends with one sentence and exit code 1. */
export function giveUp(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}
