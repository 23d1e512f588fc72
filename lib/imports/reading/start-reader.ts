import { type ChildProcess, spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The program runs in its own folder; once Next has packed this file, it no longer knows where it came from. */
const project = () => /* turbopackIgnore: true */ process.cwd();

/** What the reader is made of; the folder of keys lies beside it and is not among them. */
const readable = [
  ...["imports", "commitments", "states", "text"].map((room) => `lib/${room}`),
  ...["db/reference", "package.json", "node_modules"],
];

/**
 * Starts the process that reads one file. It may read the program and nothing else: it can't write, start anything, or
 * see the server's environment. `memory` is what its objects may take, in MiB.
 */
export function startReader(memory: number): ChildProcess {
  const reading = join(project(), "lib/imports/reading");
  const child = spawn(
    process.execPath,
    [
      "--permission",
      ...readable.map(
        (name) =>
          `--allow-fs-read=${realpathSync(/* turbopackIgnore: true */ join(project(), name))}`,
      ),
      "--experimental-strip-types",
      "--no-warnings",
      `--max-old-space-size=${memory}`,
      "--max-semi-space-size=8",
      "--import",
      pathToFileURL(join(reading, "resolve.ts")).href,
      join(reading, "child.ts"),
    ],
    { stdio: ["pipe", "pipe", "ignore"], env: { NODE_ENV: "production" }, cwd: project() },
  );
  try {
    // Whoever waits for a page goes first.
    setPriority(child.pid ?? -1, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has not started, which is told by its end.
  }
  return child;
}
