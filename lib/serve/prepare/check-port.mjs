import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { giveUp, PROJECT } from "./project.mjs";

/**
 * Says before a minute of building that the port is taken. Anything else that is wrong with
 * the address is told by the program itself.
 */
export async function refuseTakenPort() {
  const file = join(PROJECT, ".env");
  if (existsSync(file)) {
    process.loadEnvFile(file);
  }
  const port = Number(process.env.PORT || 3000);
  const host = process.env.HOST || "127.0.0.1";
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    return;
  }
  // The address that is printed says "localhost", which a browser may take for either.
  const hosts = loopback.includes(host) ? loopback : [host];
  const taken = await Promise.all(hosts.map((one) => isTaken(port, one)));
  if (taken.some(Boolean)) {
    giveUp(
      `Port ${port} is taken by another program; end it, or choose another port with PORT=${port + 1}.`,
    );
  }
}

const loopback = ["127.0.0.1", "::1"];

function isTaken(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(error.code === "EADDRINUSE"));
    probe.listen(port, host, () => probe.close(() => resolve(false)));
  });
}
