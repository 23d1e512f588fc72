import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive, mayBePostgres } from "./process-mark";

/** What a running server says of itself in `postmaster.pid`. */
export type Postmaster = { pid: number; port: number; ready: boolean };

/**
 * The server that runs on this cluster, or null. A file left by a killed server, also one
 * whose number now belongs to another program, is no server (and is removed in the
 * second case, which PostgreSQL itself can't tell).
 */
export function readPostmaster(cluster: string): Postmaster | null {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) {
    return null;
  }
  let lines: string[];
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) {
    return null;
  }
  if (!mayBePostgres(pid)) {
    if (isAlive(pid)) {
      rmSync(file, { force: true });
    }
    return null;
  }
  return { pid, port: Number(lines[3] ?? 0), ready: (lines[7] ?? "").trim() === "ready" };
}
