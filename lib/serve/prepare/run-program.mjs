import { spawn } from "node:child_process";
import { constants } from "node:os";
import { PROJECT } from "./project.mjs";

/**
 * Runs a TypeScript program of ours with the chosen Node, in one process. Passes signals
 * on, ends with its exit code, and through the channel between them lets it notice when we
 * are killed.
 */
export function runProgram(node, args, { isDevelopment = false } = {}) {
  const child = spawn(node, ["--import", "tsx", ...args], {
    cwd: PROJECT,
    env: {
      ...process.env,
      NODE_ENV: isDevelopment ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      // Resolves `@/` and lets the server load what carries the mark `server-only`.
      TSX_TSCONFIG_PATH: "lib/serve/tsconfig.json",
    },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("exit", (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}
