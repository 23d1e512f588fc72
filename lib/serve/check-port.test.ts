import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";

const launcher = join(import.meta.dirname, "launch.mjs");

/** What `npm run demo` says until it ends, or until it begins with what takes long. */
async function saysAtStart(port: number): Promise<string> {
  const child = spawn(process.execPath, [launcher, "demo"], {
    env: { ...process.env, PORT: String(port), HOST: "", PLENARY_DATA_DIR: "/nowhere" },
  });
  let said = "";
  const hear = (chunk: Buffer) => {
    said += chunk;
    if (/Installing|Building|Starting/.test(said)) {
      child.kill("SIGKILL");
    }
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  await once(child, "close");
  return said;
}

it.each(["127.0.0.1", "::1"])(
  "the demo says that its port is taken at %s before it builds anything",
  async (host) => {
    const other = createServer();
    other.listen(0, host);
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    try {
      expect((await saysAtStart(port)).trim()).toBe(
        `Port ${port} is taken by another program; end it, or choose another port with PORT=${port + 1}.`,
      );
    } finally {
      other.close();
    }
  },
);
