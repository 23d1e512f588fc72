import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export type Browser = { executablePath: string; libraryPath: string | null };

/**
 * The Chromium of the tests: `CHROME` if set, else the one that npm brought, unpacked once
 * for each user. Where the system lacks its libraries (NSS), those packed with it are used.
 */
export async function findBrowser(): Promise<Browser> {
  if (process.env.CHROME) {
    return { executablePath: process.env.CHROME, libraryPath: null };
  }
  const folder = join(tmpdir(), `plenary-browser-${process.getuid?.() ?? "user"}`);
  const executablePath = join(folder, "chromium");
  const libraryPath = join(folder, "al2023/lib");
  if (!existsSync(executablePath)) {
    await unpack(folder);
  }
  const runs = spawnSync(executablePath, ["--version"]).status === 0;
  return { executablePath, libraryPath: runs ? null : libraryPath };
}

/** What the package reads, and what it sets for everybody when it believes itself in a cloud. */
const CHANGED = ["TMPDIR", "AWS_EXECUTION_ENV", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "HOME"];

/** Unpacked beside and renamed, because the package takes a half-unpacked browser for a whole one. */
async function unpack(folder: string): Promise<void> {
  const partial = mkdtempSync(join(tmpdir(), "plenary-unpack-"));
  const before = CHANGED.map((name) => [name, process.env[name]] as const);
  process.env.TMPDIR = partial;
  // Its only way to be asked for the libraries.
  process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = value;
      }
    }
  }
  mkdirSync(dirname(folder), { recursive: true });
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another run was first.
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(join(folder, "chromium"))) {
      throw error;
    }
  }
}
