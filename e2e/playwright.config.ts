import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { findFreePort } from "../lib/serve/free-port";
import { findBrowser } from "./browser";

const browser = await findBrowser();

// Read again in every worker, so chosen once and handed down.
process.env.PLENARY_E2E_PORT ??= String(await findFreePort());
process.env.PLENARY_E2E_DATA ??= makeDataFolder();

const origin = `http://localhost:${process.env.PLENARY_E2E_PORT}`;

/** Chromium asks its maker's servers for many things; a test machine may not. */
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-first-run",
  "--no-pings",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  workers: 2,
  // A page on a busy machine can miss a moment; what needed a second try is said at the end (decision 36).
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    baseURL: origin,
    locale: "en-GB",
    timezoneId: "Europe/Zurich",
    screenshot: "only-on-failure",
    trace: "off",
    launchOptions: {
      executablePath: browser.executablePath,
      // The sandbox needs rights that root in a container lacks; the pages are our own.
      args: ["--no-sandbox", "--disable-gpu", ...QUIET],
      ...(browser.libraryPath
        ? { env: { ...definedEnvironment(), LD_LIBRARY_PATH: browser.libraryPath } }
        : {}),
    },
  },
  webServer: {
    command: `"${process.execPath}" lib/serve/launch.mjs demo`,
    cwd: "..",
    url: `${origin}/readyz`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    env: {
      PORT: process.env.PLENARY_E2E_PORT,
      HOST: "127.0.0.1",
      PLENARY_URL: origin,
      PLENARY_DATA_DIR: process.env.PLENARY_E2E_DATA,
      PLENARY_PSEUDO: "1",
    },
  },
});

function makeDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "plenary-e2e-"));
  // The database does not run as root and must be able to enter.
  chmodSync(folder, 0o711);
  // Only in the process that made it, and after the server in it has ended.
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
