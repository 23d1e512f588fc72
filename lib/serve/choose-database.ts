import { join } from "node:path";
import { openDriver } from "@/db/driver";
import { migrate } from "@/db/migrate";
import { deriveSecret, type Env } from "@/lib/env";
import { startDatabase } from "./database";
import { Sentence } from "./sentence";

export type ReadyDatabase = {
  /** The owner, for reference data and the example. */
  ownerUrl: string;
  /** The login role of the running program. */
  loginUrl: string;
  /** The same role at the server itself: what other instances say is not heard through a pooler. */
  listenUrl: string;
  /** Names of the migrations that were applied just now. */
  applied: string[];
  stop(): Promise<void>;
};

/**
 * The database that the configuration names, migrated: the embedded one in `folder`, or an
 * external PostgreSQL 15 or newer. The password of the login role comes from the master
 * key, so that instances that start together agree on it.
 */
export async function prepareDatabase(env: Env, folder: string | null): Promise<ReadyDatabase> {
  const loginPassword = deriveSecret("database login", env.masterKey).toString("base64url");
  if (!env.database) {
    if (!folder) {
      throw new Error("The embedded database needs a folder.");
    }
    const running = await startDatabase({ dataDir: join(folder, "database") });
    try {
      const { loginUrl, applied } = await migrate({ ownerUrl: running.ownerUrl, loginPassword });
      return {
        ownerUrl: running.ownerUrl,
        loginUrl,
        listenUrl: loginUrl,
        applied,
        stop: running.stop,
      };
    } catch (error) {
      await running.stop();
      throw error;
    }
  }
  const { url, directUrl } = env.database;
  await refuseUnusable(directUrl);
  const pooled = new URL(url);
  const isOwn = pooled.username === new URL(directUrl).username;
  const { loginUrl, applied } = await migrate({
    ownerUrl: directUrl,
    loginPassword,
    ...(isOwn ? {} : { loginName: decodeURIComponent(pooled.username) }),
  });
  if (isOwn) {
    const login = new URL(loginUrl);
    pooled.username = login.username;
    pooled.password = login.password;
  }
  const direct = new URL(directUrl);
  direct.username = pooled.username;
  direct.password = pooled.password;
  return {
    ownerUrl: directUrl,
    loginUrl: pooled.href,
    listenUrl: direct.href,
    applied,
    stop: async () => {},
  };
}

async function refuseUnusable(url: string): Promise<void> {
  const sql = openDriver(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  let version: number;
  try {
    const [row] = await sql<{ version: number }[]>`
      select current_setting('server_version_num')::int as version`;
    version = row?.version ?? 0;
  } catch (error) {
    throw new Sentence(
      `The database named by DATABASE_URL can't be used: ${(error as Error).message} (see docs/configuration.md).`,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
  if (version < 150000) {
    throw new Sentence(
      `The database named by DATABASE_URL is PostgreSQL ${Math.floor(version / 10000)}; Plenary needs 15 or newer.`,
    );
  }
}
