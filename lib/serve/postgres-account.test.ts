import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { giveTo, type PostgresAccount } from "./postgres-account";

const nobody = 65_534;

// Only root gives files away.
it.skipIf(process.getuid?.() !== 0)("takes no files from under a running server", async () => {
  const cluster = mkdtempSync(join(tmpdir(), "plenary-cluster-"));
  const owner = { uid: nobody, gid: nobody };
  const account: PostgresAccount = { home: cluster, native: "", prefix: [], as: owner, owner };
  const file = join(cluster, "PG_VERSION");
  writeFileSync(file, "18\n");
  const server = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)", "postgres"]);
  try {
    writeFileSync(join(cluster, "postmaster.pid"), `${server.pid}\n`);
    giveTo(account, cluster);
    expect([statSync(cluster).uid, statSync(file).uid]).toEqual([0, 0]);
    server.kill("SIGKILL");
    await once(server, "exit");
    giveTo(account, cluster);
    expect([statSync(cluster).uid, statSync(file).uid]).toEqual([nobody, nobody]);
  } finally {
    server.kill("SIGKILL");
    rmSync(cluster, { recursive: true, force: true });
  }
});
