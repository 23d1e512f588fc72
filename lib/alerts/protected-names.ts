import "server-only";
import { sql } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import { unwrapCaseKeys, type WrappedKey } from "@/lib/cases/keys";
import { EnvelopeRefused, openField } from "@/lib/crypto/envelope";
import { parseIdentity, protectedNamesOf } from "@/lib/defenders/identity";
import { holdsWholeName } from "./name-search";

/** A protected name in clear, and when it was written down: what the database must be told to find it in words. */
interface ProtectedName {
  id: string;
  name: string;
  at: string;
}

/**
 * The names of a case, or of a text's case, as JSON for the database's search and nothing else: it is asked for as
 * nobody in particular, since also what a partner types is looked at. A name that can't be opened is left out; without
 * it the database shows what is looked at to the team alone.
 */
export async function namesForSearch(of: { caseId: string } | { textId: string }): Promise<string> {
  return asSystem(async (tx) => JSON.stringify(await openAll(tx, of)));
}

/**
 * The protected names of a case for a search of what is about to leave, and nothing else: whoever takes it out may not
 * know them, and is not told what was found.
 */
export async function protectedNames(caseId: string): Promise<string[]> {
  return (await protectedNamesById(caseId)).map(({ name }) => name);
}

/** The same of one case or more, each with whose it is. */
export async function protectedNamesById(
  ...caseIds: string[]
): Promise<{ id: string; name: string }[]> {
  const all = await asSystem(async (tx) => {
    const names: ProtectedName[] = [];
    for (const caseId of caseIds) {
      names.push(...(await openAll(tx, { caseId })));
    }
    return names;
  });
  return all.filter(({ name }) => name !== "");
}

async function openAll(
  tx: Tx,
  of: { caseId: string } | { textId: string },
): Promise<ProtectedName[]> {
  const rows = await tx.execute<{
    case_id: string;
    org_id: string;
    defender_id: string;
    label: string;
    sealed: string;
    at: string;
  }>(sql`select * from app.sealed_names(${"caseId" in of ? of.caseId : null}::uuid,
    ${"textId" in of ? of.textId : null}::uuid)`);
  const [first] = rows;
  if (!first) {
    return [];
  }
  const wrapped = await tx.execute<{ org_id: string; version: number; wrapped: string }>(
    sql`select * from app.wrapped_keys(${first.case_id}::uuid)`,
  );
  const keys = unwrapCaseKeys(
    first.case_id,
    [...wrapped].map(({ org_id, ...key }): WrappedKey => ({ orgId: org_id, ...key })),
  );
  return [...rows].flatMap(({ defender_id: id, org_id: orgId, label, sealed, at }) => {
    const place = { table: "defender_identities", column: "sealed", rowId: id, orgId };
    try {
      const names = protectedNamesOf(parseIdentity(openField(keys, place, sealed)));
      // What the public label tells is no secret. Also where there is no name, it says that this identity was opened.
      return [
        { id, at, name: "" },
        ...names.filter((name) => !holdsWholeName(label, name)).map((name) => ({ id, at, name })),
      ];
    } catch (error) {
      if (error instanceof EnvelopeRefused) {
        return [];
      }
      throw error;
    }
  });
}

/** Looks at everything in a case that was not looked at with its names as they are now. */
export async function lookForNames(caseId: string): Promise<void> {
  await asSystem(async (tx) => {
    const names = JSON.stringify(await openAll(tx, { caseId }));
    await tx.execute(sql`select app.look_for_names(${caseId}::uuid, ${names}::jsonb)`);
    await tx.execute(sql`select app.look_for_names_beside(${caseId}::uuid, ${names}::jsonb)`);
  });
}

/**
 * The same for every case in which something is left: after an update of the program, or where it was cut short. A case
 * whose keys do not open stays closed to everybody outside its team.
 */
export async function lookForNamesEverywhere(): Promise<void> {
  const cases = await asSystem((tx) =>
    tx.execute<{ id: string }>(sql`select c as id from app.cases_to_look_at() c`),
  );
  for (const { id } of cases) {
    await lookForNames(id).catch(() => undefined);
  }
}
