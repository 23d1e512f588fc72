import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isMarkAlive, processMark } from "./process-mark";
import { Sentence } from "./sentence";

const LOCK = "starting.lock";
const PATIENCE_MS = 180_000;
let claims = 0;

/**
 * Runs `work` while no other process starts or stops a database in this folder.
 * A lock left by a killed process is taken over. Waits at most three minutes.
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = join(folder, LOCK);
  claims += 1;
  const own = `${file}.${process.pid}-${claims}`;
  const deadline = Date.now() + PATIENCE_MS;
  writeFileSync(own, processMark(), { mode: 0o600 });
  try {
    while (!claim(file, own)) {
      if (Date.now() > deadline) {
        throw new Sentence(
          `Another process has been starting the database in ${folder} for three minutes; end it and try again.`,
        );
      }
      await sleep(50);
    }
    try {
      return await work();
    } finally {
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** A link appears whole or not at all, so a half-written lock is never read. */
function claim(file: string, own: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
  }
  const holder = readMark(file);
  if (holder && !isMarkAlive(holder)) {
    moveAside(file, `${own}.stale`);
  }
  return false;
}

/** Moving, then looking at what was moved: a living lock that slipped in is put back. */
function moveAside(file: string, aside: string): void {
  try {
    renameSync(file, aside);
    if (isMarkAlive(readMark(aside))) {
      linkSync(aside, file);
    }
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      throw error;
    }
  } finally {
    rmSync(aside, { force: true });
  }
}

function readMark(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
