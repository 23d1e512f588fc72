/**
 * The one door of the program on a machine that has only Node and npm: installs, patches,
 * builds what changed, and runs. Plain JavaScript without dependencies, since it runs
 * before anything is installed, on Node 20.
 *
 *   node lib/serve/launch.mjs demo | start | dev | test | check | bench tracker
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildPages, packReader } from "./prepare/build.mjs";
import { refuseTakenPort } from "./prepare/check-port.mjs";
import { chooseNode } from "./prepare/choose-node.mjs";
import { installPackages } from "./prepare/install.mjs";
import { giveUp, PROJECT } from "./prepare/project.mjs";
import { runProgram } from "./prepare/run-program.mjs";

const [task = "start"] = process.argv.slice(2);

switch (task) {
  case "demo":
  case "start": {
    await refuseTakenPort();
    const node = prepare();
    await buildPages(node);
    runProgram(node, ["lib/serve/main.ts", task]);
    break;
  }
  case "dev": {
    await refuseTakenPort();
    const node = prepare();
    await packReader();
    runProgram(node, ["lib/serve/dev.ts"], { isDevelopment: true });
    break;
  }
  case "build":
    await buildPages(prepare());
    break;
  case "bench": {
    const node = prepare();
    if (process.argv[3] !== "explain") {
      await buildPages(node);
    }
    runProgram(node, ["bench/run.ts", ...process.argv.slice(3)]);
    break;
  }
  case "test":
  case "check": {
    const done = spawnSync(prepare(), [join(PROJECT, "lib/serve/test.mjs"), task], {
      cwd: PROJECT,
      stdio: "inherit",
    });
    process.exit(done.status ?? 1);
    break;
  }
  default:
    giveUp(`"${task}" is no task; use demo, start, dev, build, check, test or bench.`);
}

function prepare() {
  installPackages();
  const node = chooseNode();
  const patches = join(PROJECT, "lib/patches/apply.mjs");
  if (existsSync(patches)) {
    const { status } = spawnSync(node, [patches], { cwd: PROJECT, stdio: "inherit" });
    if (status !== 0) {
      process.exit(1);
    }
  }
  return node;
}
