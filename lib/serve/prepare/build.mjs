import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { giveUp, PROJECT } from "./project.mjs";

const SOURCES = [
  "app",
  "components",
  "db",
  "lib",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/** Not part of the pages: the server itself runs from its sources. */
const APART = /^(lib\/serve|db\/(migrations|testing|seeds|patches))(\/|$)|\.test\.tsx?$|\.md$/;

const STAMP = join(PROJECT, ".next/plenary-sources");

/** What a build leaves: the pages, and the reader of imported files. */
const BUILT = [".next/BUILD_ID", ".next/plenary-reader.cjs"];

/** Builds the pages and the reader unless the sources are those of the last build. Its output is shown only when it fails. */
export async function buildPages(node) {
  const hash = hashSources(node);
  const isBuilt = BUILT.every((name) => existsSync(join(PROJECT, name)));
  if (isBuilt && existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash) {
    return;
  }
  console.log("Building the pages (about a minute) …");
  const started = Date.now();
  const reminder = setInterval(() => {
    console.log(`Still building (${Math.round((Date.now() - started) / 1000)} s) …`);
  }, 30_000);
  const { status, output } = await runBuild(node);
  clearInterval(reminder);
  if (status !== 0) {
    console.error(output);
    giveUp("The pages could not be built; the reason is above.");
  }
  await packReader();
  writeFileSync(STAMP, hash);
  console.log(`Built in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** Loaded late: this file is read before anything is installed. */
export async function packReader() {
  const { default: pack } = await import("./pack-reader.mjs");
  pack();
}

function runBuild(node) {
  return new Promise((resolve) => {
    const child = spawn(node, ["node_modules/next/dist/bin/next", "build"], {
      cwd: PROJECT,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", CI: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    for (const signal of ["SIGINT", "SIGTERM"]) {
      process.once(signal, () => {
        child.kill(signal);
        process.exit(130);
      });
    }
    child.on("error", (error) => resolve({ status: 1, output: error.message }));
    child.on("close", (status) => resolve({ status, output }));
  });
}

function hashSources(node) {
  const hash = createHash("sha256").update(node);
  const add = (path) => {
    const name = path.slice(PROJECT.length + 1);
    if (!existsSync(path) || APART.test(name)) {
      return;
    }
    const entries = tryReadFolder(path);
    if (entries) {
      for (const entry of entries.toSorted()) {
        add(join(path, entry));
      }
    } else {
      hash.update(`\0${name}\0`).update(readFileSync(path));
    }
  };
  for (const source of SOURCES) {
    add(join(PROJECT, source));
  }
  return hash.digest("hex");
}

function tryReadFolder(path) {
  try {
    return readdirSync(path);
  } catch (error) {
    if (error.code === "ENOTDIR") {
      return null;
    }
    throw error;
  }
}
