import postgres from "postgres";

let superuser: postgres.Sql | undefined;

/** Points the factories at a database, as a role that no wall holds. */
export function connectSuperuser(url: string): void {
  superuser = postgres(url, { max: 4, onnotice: () => undefined });
}

export async function disconnectSuperuser(): Promise<void> {
  await superuser?.end();
  superuser = undefined;
}

/** Past every wall: only for making a test's world and for looking at what is really there. */
export function asSuperuser(): postgres.Sql {
  if (!superuser) {
    throw new Error(
      "No test database is connected: call useDatabase() at the top of the test file.",
    );
  }
  return superuser;
}
