import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { migrate } from "@/db/migrate";
import { loadReference } from "@/db/seeds/reference";
import { deriveSecret } from "@/lib/env";
import { PROJECT } from "@/lib/serve/data-folder";
import { startDatabase } from "@/lib/serve/database";
import { masterKey } from "./product";
import { seed, seedText } from "./seed/index";

/** One seeded database. */
export interface World {
  /** Number of commitments. */
  rows: number;
  ownerUrl: string;
  /** Past row security: for seeding and for the bare statements. */
  superuserUrl: string;
  /** The login role of the running program. */
  loginUrl: string;
}

export interface Cluster {
  worlds: World[];
  stop(): Promise<void>;
}

/** Durability as shipped; only memory as on a machine that has some. */
const settings = {
  shared_buffers: "2GB",
  effective_cache_size: "6GB",
  maintenance_work_mem: "512MB",
  max_wal_size: "8GB",
  max_connections: "120",
};

/**
 * Starts an embedded cluster with one seeded database for each size. In a folder of its own that goes afterwards,
 * or in `folder`, where databases of an earlier run with the same schema are used again.
 */
export async function startCluster(sizes: number[], folder?: string): Promise<Cluster> {
  const dataDir = folder ?? makeFolder();
  const database = await startDatabase({ dataDir, settings });
  try {
    const worlds: World[] = [];
    for (const rows of sizes) {
      worlds.push(await prepareWorld(rows, database));
    }
    return {
      worlds,
      async stop() {
        await database.stop();
        if (!folder) {
          rmSync(dataDir, { recursive: true, force: true });
        }
      },
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function prepareWorld(
  rows: number,
  urls: { ownerUrl: string; superuserUrl: string },
): Promise<World> {
  const name = `bench_${rows}`;
  const mark = markOf(rows);
  const ownerUrl = inDatabase(urls.ownerUrl, name);
  const superuserUrl = inDatabase(urls.superuserUrl, name);
  const maintenance = postgres(urls.superuserUrl, { max: 1, onnotice: () => {} });
  try {
    const [found] = await maintenance<{ mark: string | null }[]>`
      select shobj_description(oid, 'pg_database') as mark from pg_database where datname = ${name}`;
    const isSeeded = found?.mark === mark;
    if (!isSeeded) {
      await maintenance.unsafe(`drop database if exists ${name} with (force)`);
      await maintenance.unsafe(`create database ${name} owner plenary_owner`);
    }
    const { loginUrl } = await migrate({
      ownerUrl,
      // As lib/serve/choose-database derives it, so that the program's own start changes nothing.
      loginPassword: deriveSecret("database login", Buffer.from(masterKey, "base64")).toString(
        "base64url",
      ),
    });
    if (!isSeeded) {
      console.error(`Seeding ${rows} commitments …`);
      await loadReference(ownerUrl);
      await seed({ rows, superuserUrl });
      await maintenance.unsafe(`comment on database ${name} is '${mark}'`);
    }
    return { rows, ownerUrl, superuserUrl, loginUrl };
  } finally {
    await maintenance.end();
  }
}

/** Tells whether a database of an earlier run still is what would be made today. */
function markOf(rows: number): string {
  const hash = createHash("sha256").update(seedText).update(String(rows));
  const migrations = join(PROJECT, "db/migrations");
  for (const file of readdirSync(migrations).toSorted()) {
    if (file.endsWith(".sql")) {
      hash.update(readFileSync(join(migrations, file)));
    }
  }
  return hash.digest("hex");
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "plenary-bench-"));
  // The database does not run as root and must be able to enter.
  chmodSync(folder, 0o711);
  return folder;
}

function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
