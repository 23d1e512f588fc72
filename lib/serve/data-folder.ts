import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Sentence } from "./sentence";

/** Demonstration, real use, or work on the program itself. */
export type Mode = "demo" | "start" | "dev";

/** The folder of the project. */
export const PROJECT = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** The example's passwords are public, so it never shares a folder with real use. */
const FOLDERS: Record<Mode, string> = { demo: "demo", start: "live", dev: "dev" };

/**
 * The folder of keys and of the embedded database, made when missing:
 * `PLENARY_DATA_DIR`, or `.plenary/<demo|live|dev>` in the project. Refuses a folder that
 * another mode has used.
 */
export function prepareDataFolder(named: string | null, mode: Mode): string {
  const folder = resolve(named ?? join(PROJECT, ".plenary", FOLDERS[mode]));
  const isRoot = process.getuid?.() === 0;
  try {
    makeFolder(folder);
    if (isRoot && !named) {
      // The database runs as another user then, who must be able to pass.
      chmodSync(folder, 0o711);
      chmodSync(dirname(folder), 0o711);
    }
    claimFor(folder, mode);
  } catch (error) {
    if (error instanceof Sentence) {
      throw error;
    }
    throw new Sentence(
      `Plenary may not write to ${folder} (${(error as NodeJS.ErrnoException).code}); give your user rights to it, or set PLENARY_DATA_DIR to a folder of your own.`,
    );
  }
  return folder;
}

/**
 * The file of the master key in the data folder, made with a random key when missing.
 * Without it nothing encrypted can be read again, so it is never replaced.
 */
export function keepMasterKey(folder: string): string {
  const file = join(folder, "master.key");
  if (!existsSync(file)) {
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flush: true });
    try {
      // Fails when another process was first: then its key stands.
      linkSync(partial, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    } finally {
      rmSync(partial, { force: true });
    }
  }
  return file;
}

function claimFor(folder: string, mode: Mode): void {
  const marks = Object.values(FOLDERS).map((name) => join(folder, `used-for-${name}`));
  const own = join(folder, `used-for-${FOLDERS[mode]}`);
  const other = marks.find((mark) => mark !== own && existsSync(mark));
  if (other) {
    throw new Sentence(
      `The folder ${folder} was ${other.slice(folder.length + 1).replaceAll("-", " ")}, and the example never shares a folder with real use; set PLENARY_DATA_DIR to another one.`,
    );
  }
  writeFileSync(own, "", { mode: 0o600 });
}

/** By steps: where a parent denies that anything can be made in it, Node's own recursive way goes round for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    return;
  }
  if (dirname(folder) !== folder) {
    makeFolder(dirname(folder));
  }
  mkdirSync(folder, { mode: 0o700 });
}
