import { type ChildProcess, spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";

/** The program runs in its own folder; once Next has packed this file, it no longer knows where it came from. */
const packed = () => join(/* turbopackIgnore: true */ process.cwd(), ".next/plenary-reader.cjs");

/**
 * Starts the process that reads one file. It may read its own program, which is one file, and nothing else: it can't
 * write, start anything, or see the server's environment. `memory` is what its objects may take, in MiB.
 */
export function startReader(memory: number): ChildProcess {
  const program = realpathSync(/* turbopackIgnore: true */ packed());
  const child = spawn(
    process.execPath,
    [
      "--permission",
      `--allow-fs-read=${program}`,
      "--no-warnings",
      `--max-old-space-size=${memory}`,
      "--max-semi-space-size=8",
      program,
    ],
    { stdio: ["pipe", "pipe", "ignore"], env: { NODE_ENV: "production" } },
  );
  try {
    // Whoever waits for a page goes first.
    setPriority(child.pid ?? -1, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has not started, which is told by its end.
  }
  return child;
}
