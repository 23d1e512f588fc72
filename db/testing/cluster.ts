import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
// The tests stand on the very supervisor that the product ships.
import { startDatabase } from "../../lib/serve/database";
import { migrate } from "../migrate";
import { loadReference } from "../seeds/reference";

declare module "vitest" {
  interface ProvidedContext {
    database: { superuserUrl: string; template: string; loginUrl: string };
  }
}

const template = "plenary_template";

interface Project {
  provide(
    key: "database",
    value: { superuserUrl: string; template: string; loginUrl: string },
  ): void;
}

/** Vitest's global set-up: one cluster a run, one migrated database with reference data that each file copies. */
export default async function setup(project: Project): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "plenary-test-"));
  const database = await startDatabase({
    dataDir,
    settings: {
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      max_connections: "200",
    },
  });
  const superuser = postgres(database.superuserUrl, { max: 1, onnotice: () => undefined });
  await superuser.unsafe(`create database ${template} owner plenary_owner`);
  await superuser.end();
  const ownerUrl = named(database.ownerUrl, template);
  const { loginUrl } = await migrate({ ownerUrl, loginPassword: randomBytes(18).toString("hex") });
  await loadReference(ownerUrl);
  project.provide("database", { superuserUrl: database.superuserUrl, template, loginUrl });
  return async () => {
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** The same server and user, another database. */
export function named(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}
