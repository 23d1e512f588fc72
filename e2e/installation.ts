import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@/lib/serve/free-port";

/** A program of its own, as `npm start` runs it, with nobody in it; the link is what it printed. */
export async function aNewInstallation(
  environment: Record<string, string> = {},
): Promise<{ origin: string; link: string; folder: string; said(): string; end(): Promise<void> }> {
  const port = await findFreePort();
  const folder = mkdtempSync(join(tmpdir(), "plenary-set-up-"));
  chmodSync(folder, 0o711);
  const program = spawn(process.execPath, ["lib/serve/launch.mjs", "start"], {
    cwd: join(import.meta.dirname, ".."),
    env: {
      ...process.env,
      PORT: String(port),
      HOST: "127.0.0.1",
      PLENARY_URL: `http://localhost:${port}`,
      PLENARY_DATA_DIR: folder,
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const output of [program.stdout, program.stderr]) {
    output?.on("data", (chunk) => {
      said += chunk;
    });
  }
  const link = await linkIn(program);
  return {
    link,
    origin: new URL(link).origin,
    folder,
    /** All that it has written out so far. */
    said: () => said,
    async end() {
      const ended = new Promise((resolve) => program.once("exit", resolve));
      program.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function linkIn(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    program.stderr?.on("data", (chunk) => {
      printed += chunk;
    });
    program.stdout?.on("data", (chunk) => {
      printed += chunk;
      const [link] = /http:\S+\/set-up\/[\w-]{43}(?=\s)/.exec(printed) ?? [];
      if (link) {
        resolve(link);
      }
    });
    program.once("exit", () => reject(new Error(`It ended without a link:\n${printed}`)));
  });
}
