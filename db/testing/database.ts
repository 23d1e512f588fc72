import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { closeLeases } from "../connection";
import { named } from "./cluster";
import { connectSuperuser, disconnectSuperuser } from "./superuser";

export { asSuperuser } from "./superuser";

/**
 * Gives the test file its own copy of the migrated database and points the product's door at it, as the product's
 * own login role. Tests make their own organisation and clean nothing up.
 */
export function useDatabase(): void {
  let name = "";
  beforeAll(async () => {
    const { superuserUrl, template, loginUrl } = inject("database");
    name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
    const maintenance = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
    // Two files that copy the template at once would each find the other connected to it.
    await maintenance`select pg_advisory_lock(42)`;
    await maintenance.unsafe(`create database ${name} template ${template} owner plenary_owner`);
    await maintenance.end();
    process.env.PLENARY_APP_DATABASE_URL = named(loginUrl, name);
    connectSuperuser(named(superuserUrl, name));
  });
  afterAll(async () => {
    await closeLeases();
    await disconnectSuperuser();
    const maintenance = postgres(inject("database").superuserUrl, {
      max: 1,
      onnotice: () => undefined,
    });
    await maintenance.unsafe(`drop database if exists ${name} with (force)`);
    await maintenance.end();
  });
}
