import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { PROJECT } from "@/lib/serve/data-folder";
import { findFreePort } from "@/lib/serve/free-port";

/** Fixed, for databases that hold nothing real: a seeded one can then be used again. */
export const masterKey = createHash("sha256").update("plenary bench").digest("base64");

export interface Product {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

const PATIENCE_MS = 120_000;

/** Starts the real program, as `npm start` does with DATABASE_URL, on a free port of the loopback address. */
export async function startProduct(databaseUrl: string): Promise<Product> {
  const port = await findFreePort();
  const child = spawn(process.execPath, ["--import", "tsx", "lib/serve/main.ts", "start"], {
    cwd: PROJECT,
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      PLENARY_URL: `http://localhost:${port}`,
      DATABASE_URL: databaseUrl,
      DIRECT_DATABASE_URL: "",
      PLENARY_MASTER_KEY: masterKey,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part) => {
      output += part;
    });
  }
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isReady(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`The program did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { port, pid: child.pid ?? 0, stop: () => ended(child) };
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://localhost:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
