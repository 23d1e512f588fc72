/**
 * `npm test`: every check, unit, database and browser test, ending in one plain line
 * `N passed, N failed`. `npm run check`: only what takes seconds. A part that fails does not
 * stop the others, so that one run tells everything; what failed stands once more at the end,
 * where the log of a long run is still there to be read.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPages } from "./prepare/build.mjs";
import { PROJECT } from "./prepare/project.mjs";

const isWhole = process.argv[2] === "test";
const reports = mkdtempSync(join(tmpdir(), "plenary-reports-"));
const total = { passed: 0, failed: 0 };
const failures = [];

const BIN = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  next: "node_modules/next/dist/bin/next",
  tsc: "node_modules/typescript/bin/tsc",
  knip: "node_modules/knip/bin/knip.js",
  vitest: "node_modules/vitest/vitest.mjs",
  playwright: "node_modules/@playwright/test/cli.js",
};

await check("Formatting and lint", [BIN.biome, "check", "--error-on-warnings"]);
await check("Types of the routes", [BIN.next, "typegen"]);
await check("Types", [BIN.tsc, "--noEmit", "-p", "."]);
await check("Unused code", [BIN.knip, "--no-progress"]);
await check("Documents", ["lib/serve/prepare/check-docs.mjs"]);
if (isWhole) {
  await unitTests();
  await browserTests();
}
rmSync(reports, { recursive: true, force: true });
for (const failure of failures) {
  console.log(`FAILED  ${failure}`);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

async function check(name, args) {
  const started = Date.now();
  const { status, output } = await run(args, { isQuiet: true });
  const isFine = status === 0;
  console.log(`${isFine ? "ok    " : "FAILED"}  ${name} (${seconds(started)} s)`);
  if (!isFine) {
    console.log(output);
    failures.push(name);
  }
  count(isFine ? 1 : 0, isFine ? 0 : 1);
}

async function unitTests() {
  const report = join(reports, "vitest.json");
  const { status } = await run([
    BIN.vitest,
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const found = readReport(report);
  const failed = found?.numFailedTests ?? 0;
  for (const { name, assertionResults, message, status: ended } of found?.testResults ?? []) {
    const red = assertionResults.filter((test) => test.status === "failed");
    failures.push(...red.map((test) => describe(name, test.fullName, test.failureMessages[0])));
    if (ended === "failed" && red.length === 0) {
      failures.push(describe(name, "", message));
    }
  }
  // A file that can't even be loaded fails no test, and must still count.
  count(found?.numPassedTests ?? 0, failed || (status === 0 ? 0 : 1));
}

async function browserTests() {
  await buildPages(process.execPath);
  const report = join(reports, "playwright.json");
  const { status } = await run([BIN.playwright, "test", "-c", "e2e/playwright.config.ts"], {
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const found = readReport(report);
  const stats = found?.stats;
  failures.push(...(found?.suites ?? []).flatMap(redSpecs));
  const twice = stats?.flaky ?? 0;
  if (twice > 0) {
    console.log(
      `\n${twice} of the browser tests passed only when tried again; they stand above as flaky.`,
    );
  }
  count((stats?.expected ?? 0) + twice, (stats?.unexpected ?? 0) || (status === 0 ? 0 : 1));
}

/** The tests of a suite, and of those in it, that failed each time. */
function redSpecs(suite) {
  const own = (suite.specs ?? []).filter(({ tests }) =>
    tests.some(({ status }) => status === "unexpected"),
  );
  return [
    ...own.map(({ title, tests }) =>
      describe(suite.file, title, tests[0]?.results[0]?.error?.message),
    ),
    ...(suite.suites ?? []).flatMap(redSpecs),
  ];
}

/** Where a test stands, what it is called, and the first lines of why it failed. */
function describe(file, name, why = "") {
  const lines = why.split("\n").slice(0, 4).join("\n        ");
  return `${file.replace(`${PROJECT}/`, "")} ${name}\n        ${lines}`;
}

function run(args, { isQuiet = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: PROJECT,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", CI: "1", ...env },
      stdio: ["ignore", isQuiet ? "pipe" : "inherit", isQuiet ? "pipe" : "inherit"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("error", (error) => resolve({ status: 1, output: error.message }));
    child.on("close", (status) => resolve({ status: status ?? 1, output }));
  });
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function count(passed, failed) {
  total.passed += passed;
  total.failed += failed;
}

function seconds(started) {
  return ((Date.now() - started) / 1000).toFixed(1);
}
