/**
 * Applies our patches to the installed packages. Runs after every `npm install`, may run any number
 * of times, and refuses to guess: a file must be either exactly the original or exactly the patched one.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { patch as postgres } from "./postgres+3.4.9.mjs";
import { patch as editor } from "./y-tiptap+3.0.9.mjs";
import { patch as shared } from "./yjs+13.6.33.mjs";

/** Each package that we change. */
export const patches = [postgres, editor, shared];

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** A sentence for the person who installs; printed without a stack. */
export class PatchRefused extends Error {}

function occurrences(text, part) {
  return text.split(part).length - 1;
}

/**
 * Which state a source text is in: "original", "patched" or "unknown" (changed by somebody else).
 */
export function stateOf(text, changes) {
  const isIn = (side) => changes.every((change) => occurrences(text, change[side]) === 1);
  // A replacement may contain its original, so "patched" is asked first.
  if (isIn("replace")) {
    return "patched";
  }
  const untouched = changes.every((change) => occurrences(text, change.replace) === 0);
  return isIn("find") && untouched ? "original" : "unknown";
}

/** The patched text of an original one (`reverse`: the original text of a patched one). */
export function rewrite(text, changes, { reverse = false } = {}) {
  return changes.reduce((result, change) => {
    const [from, to] = reverse ? [change.replace, change.find] : [change.find, change.replace];
    return result.replace(from, () => to);
  }, text);
}

/**
 * Patches one package below `modules`. Promises that afterwards every file is patched, or throws
 * PatchRefused before anything was written.
 */
export function apply(patch, modules = join(root, "node_modules")) {
  const folder = join(modules, patch.package);
  let version;
  try {
    version = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
  } catch {
    throw new PatchRefused(`${patch.package} is not installed: run npm install first.`);
  }
  if (version !== patch.version) {
    throw new PatchRefused(
      `lib/patches is written for ${patch.package} ${patch.version}, but ${version} is installed: install ${patch.version} or write the patch anew.`,
    );
  }
  const pending = [];
  for (const name of patch.files) {
    const path = join(folder, name);
    const text = readFileSync(path, "utf8");
    const state = stateOf(text, patch.changes);
    if (state === "unknown") {
      throw new PatchRefused(
        `${relative(root, path)} is neither the original nor our patched version: remove node_modules/${patch.package} and run npm install again.`,
      );
    }
    if (state === "original") {
      pending.push({ path, text: rewrite(text, patch.changes) });
    }
  }
  for (const { path, text } of pending) {
    // Written beside and renamed, so that a copy shared by hard links (pnpm, cached CI) is not changed too.
    writeFileSync(`${path}.patched`, text);
    renameSync(`${path}.patched`, path);
  }
  return pending.length;
}

/** Applies all our patches. */
export function applyPatches() {
  return patches.reduce((count, patch) => count + apply(patch), 0);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    applyPatches();
  } catch (error) {
    if (!(error instanceof PatchRefused)) {
      throw error;
    }
    console.error(error.message);
    process.exitCode = 1;
  }
}
