import type { ServerResponse } from "node:http";
import { openDriver } from "@/db/driver";
import { migrationNames } from "@/db/migrate";

const PATIENCE_MS = 2_000;
const FRESH_MS = 1_000;

/** What `/readyz` tells: no names, no versions, no addresses. */
export type Readiness = { database: boolean; migrations: boolean };

/**
 * Asks whether the database answers and holds exactly the program's migrations, over a
 * connection of its own (busy leases are no sign of a dead database). Asked anew at most
 * once a second, however often it is called.
 */
export function readinessProbe(loginUrl: string): {
  ask(): Promise<Readiness>;
  end(): Promise<void>;
} {
  const sql = openDriver(loginUrl, {
    max: 1,
    prepare: false,
    idle_timeout: 20,
    connect_timeout: 2,
    onnotice: () => {},
    connection: { application_name: "plenary readiness" },
  });
  const expected = migrationNames().toSorted().join();
  let last: { at: number; answer: Promise<Readiness> } | null = null;
  const look = async (): Promise<Readiness> => {
    try {
      const rows = await withPatience(
        sql.begin(async (tx) => {
          await tx`set local role plenary_auth`;
          return tx<{ name: string }[]>`select name from app_meta.plenary_migrations`;
        }),
      );
      const names = rows.map((row) => row.name).toSorted();
      return { database: true, migrations: names.join() === expected };
    } catch {
      return { database: false, migrations: false };
    }
  };
  return {
    ask() {
      if (!last || Date.now() - last.at > FRESH_MS) {
        last = { at: Date.now(), answer: look() };
      }
      return last.answer;
    },
    end: () => sql.end({ timeout: 1 }),
  };
}

/** Answers `/healthz`: the process runs. */
export function answerAlive(response: ServerResponse): void {
  answer(response, 200, { alive: true });
}

/** Answers `/readyz`; null while the program is still starting or already stopping. */
export function answerReady(response: ServerResponse, readiness: Readiness | null): void {
  const isReady = readiness?.database === true && readiness.migrations;
  answer(response, isReady ? 200 : 503, readiness ?? { database: false, migrations: false });
}

function answer(response: ServerResponse, status: number, body: Record<string, boolean>): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  response.end(`${JSON.stringify(body)}\n`);
}

async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("late")), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
