import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { giveUp, PROJECT } from "./project.mjs";

const MODULES = join(PROJECT, "node_modules");
const LOCK = join(PROJECT, "package-lock.json");
const STAMP = join(MODULES, ".plenary-installed");

/**
 * Installs exactly what package-lock.json names, unless that is what is installed. No
 * package's own script is run; what they would have done and we need, we do ourselves.
 */
export function installPackages() {
  const hash = createHash("sha256").update(readFileSync(LOCK)).digest("hex");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash) {
    return;
  }
  if (!isInstalled()) {
    refuseUnwritable();
    console.log("Installing packages (the first time this takes a minute or two) …");
    const started = Date.now();
    runNpm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
  }
  try {
    writeFileSync(STAMP, hash);
  } catch {
    // Installed by somebody else: then the comparison is made anew each time.
  }
}

/** Compares what npm says it installed with the lock, package by package. */
function isInstalled() {
  const record = join(MODULES, ".package-lock.json");
  if (!existsSync(record)) {
    return false;
  }
  const present = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(LOCK, "utf8")).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    const isOther = entry.optional || entry.devOptional || entry.peer;
    return path === "" || (present[path] ? present[path].version === entry.version : isOther);
  });
}

function refuseUnwritable() {
  try {
    accessSync(existsSync(MODULES) ? MODULES : PROJECT, constants.W_OK);
  } catch {
    giveUp(
      `Plenary may not write to ${PROJECT}, and its packages are not installed yet; give your user rights to the folder, or install as its owner with: npm ci --ignore-scripts`,
    );
  }
}

function runNpm(args) {
  // Under `npm run` npm names itself, which is the npm that the person uses.
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith(".js") ? [process.execPath, [own]] : ["npm", []];
  const done = spawnSync(command, [...first, ...args], {
    cwd: PROJECT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && command === "npm",
  });
  if (done.status !== 0) {
    console.error(`${done.stdout ?? ""}${done.stderr ?? ""}`);
    giveUp(
      done.error
        ? `npm could not be started (${done.error.code}); install Node.js with npm.`
        : "The packages could not be installed; npm's own words are above.",
    );
  }
}
