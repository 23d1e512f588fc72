import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { inject } from "vitest";

/** A database with the shape of our wall and nothing else: sessions, one table, forced row-level security. */
export interface ToyWall {
  /** The login role's address: what PLENARY_APP_DATABASE_URL is to the program. */
  url: string;
  /** A superuser's connections to the same database, to kill backends and to look behind the wall. */
  admin: Sql;
  identities: ToyIdentity[];
  /** Ends the backends of the login role: one at random, or all. Says how many. */
  kill(which?: "one" | "all"): Promise<number>;
  drop(): Promise<void>;
}

export interface ToyIdentity {
  secret: string;
  org: string;
}

/** How many rows each organisation starts with. */
export const rowsPerOrg = 5;

/** The superuser's address of the tests' cluster, or of another server (15 or newer) to try the driver on. */
export function clusterUrl(): string {
  return process.env.PLENARY_TEST_CLUSTER_URL ?? inject("database").superuserUrl;
}

/** Makes a throw-away database in that cluster. */
export async function makeToyWall(identityCount: number): Promise<ToyWall> {
  const superuserUrl = clusterUrl();
  const mark = randomBytes(5).toString("hex");
  const database = `toy_${mark}`;
  const login = `toy_${mark}_login`;
  const owner = `toy_${mark}_owner`;
  const root = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
  // Roles belong to the whole cluster, where other test files make and drop theirs at the same moment.
  await root`select pg_advisory_lock(42)`;
  for (const role of ["plenary_app", "plenary_auth"]) {
    await root.unsafe(`
      do $$ begin create role ${role} nologin;
      exception when duplicate_object or unique_violation then null; end $$`);
  }
  await root.unsafe(`create role ${owner} nologin`);
  await root.unsafe(`create role ${login} login noinherit password '${mark}'`);
  await root.unsafe(`grant plenary_app, plenary_auth to ${login}`);
  await root.unsafe(`create database ${database}`);
  await root`select pg_advisory_unlock(42)`;

  const admin = postgres(withPath(superuserUrl, database), { max: 2, onnotice: () => undefined });
  await admin.unsafe(`
    create schema app authorization ${owner};
    grant usage on schema app to plenary_app;
    create table app.sessions (secret text primary key, org_id text not null);
    alter table app.sessions owner to ${owner};
    create table public.cases (
      org_id text not null,
      id uuid not null default gen_random_uuid(),
      title text not null,
      primary key (org_id, id)
    );
    alter table public.cases owner to ${owner};
    alter table public.cases enable row level security;
    alter table public.cases force row level security;
    create policy own on public.cases
      using (org_id = nullif(current_setting('app.org_id', true), ''))
      with check (org_id = nullif(current_setting('app.org_id', true), ''));
    grant select, insert on public.cases to plenary_app;
    create function app.begin_session(secret text) returns void
      language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
      declare found_org text;
      begin
        select s.org_id into found_org from app.sessions s where s.secret = begin_session.secret;
        if found_org is null then
          raise exception 'no such session' using errcode = '28000';
        end if;
        perform set_config('app.org_id', found_org, true);
      end $$;
    alter function app.begin_session owner to ${owner};
    revoke all on function app.begin_session from public;
    grant execute on function app.begin_session to plenary_app;
  `);
  const identities = Array.from({ length: identityCount }, (_, index) => ({
    secret: randomBytes(16).toString("hex"),
    org: `org-${index}`,
  }));
  for (const { secret, org } of identities) {
    await admin`insert into app.sessions values (${secret}, ${org})`;
    await admin`
      insert into cases (org_id, title) select ${org}, ${`${org}/first`} from generate_series(1, ${rowsPerOrg})`;
  }

  return {
    url: withUser(withPath(superuserUrl, database), login, mark),
    admin,
    identities,
    kill: async (which = "all") => {
      const rows = await admin`
        select pg_terminate_backend(pid) from (
          select pid from pg_stat_activity where usename = ${login}
          order by random() limit ${which === "one" ? 1 : 1_000}
        ) as victims`;
      return rows.length;
    },
    drop: async () => {
      await admin.end({ timeout: 1 });
      await root`select pg_advisory_lock(42)`;
      await root.unsafe(`drop database ${database} with (force)`);
      await root.unsafe(`drop role ${login}`);
      await root.unsafe(`drop role ${owner}`);
      await root.end({ timeout: 1 });
    },
  };
}

function withPath(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}
