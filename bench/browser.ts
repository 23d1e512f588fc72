import type { LaunchOptions } from "@playwright/test";
import { findBrowser } from "@/e2e/browser";

/** The Chromium of the browser tests, with nothing to say to anybody but this machine. */
export async function launchOptions(): Promise<LaunchOptions> {
  const { executablePath, libraryPath } = await findBrowser();
  return {
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-domain-reliability",
      "--disable-sync",
      "--no-first-run",
      "--no-pings",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ],
    ...(libraryPath && {
      env: { ...(process.env as Record<string, string>), LD_LIBRARY_PATH: libraryPath },
    }),
  };
}
