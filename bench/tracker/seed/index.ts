import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { secretHashOf } from "../people";
import { checkReaders } from "./check";
import { withoutIndexes } from "./indexes";

const files = ["chance", "organisations", "cases", "commitments", "readers"] as const;

const texts = files.map((name) =>
  readFileSync(fileURLToPath(new URL(`./${name}.sql`, import.meta.url)), "utf8"),
);

/** Changes with what would be seeded. */
export const seedText = texts.join("\n");

/**
 * Fills a migrated, empty database with `rows` commitments on 20,000 cases: the same world every time, counted from
 * today. Triggers are off, so that what they derive is made here by set, and then compared with what they would
 * have made. Throws when it differs.
 */
export async function seed({ rows, superuserUrl }: { rows: number; superuserUrl: string }) {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe("set session_replication_role = replica; set work_mem = '256MB'");
    await withoutIndexes(
      sql,
      [
        "commitments",
        "commitment_events",
        "commitment_readers",
        "commitment_tallies",
        "promise_tallies",
        "audit_log",
      ],
      async () => {
        for (const statement of texts.flatMap((text) => text.split("--> statement-breakpoint"))) {
          await sql.unsafe(statement.replaceAll(":rows", String(rows)));
        }
      },
    );
    await sql.unsafe("set session_replication_role = origin");
    await sql.unsafe("vacuum analyze");
    await checkReaders(sql, rows);
    await sql.unsafe("checkpoint");
  } finally {
    await sql.end();
  }
}

/** Signs the two measured people in, anew for each run: a sign-in lasts twelve hours at most. */
export async function signIn(superuserUrl: string): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    for (const who of ["worker", "partner"] as const) {
      await sql`
        insert into sign_ins (person_id, active_org_id, secret_hash, expires_at)
        select p.id, m.org_id, ${secretHashOf(who)}, now() + interval '12 hours'
        from people p join memberships m on m.person_id = p.id where p.email = ${`${who}@example.org`}
        on conflict (secret_hash) do update set last_seen_at = now(), expires_at = excluded.expires_at`;
    }
  } finally {
    await sql.end();
  }
}
