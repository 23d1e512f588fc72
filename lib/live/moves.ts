import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import type { Move } from "@/lib/commitments/commitment";

/** A commitment that moved, and by whose hand; null where the program did it itself. */
export interface Hand {
  commitmentId: string;
  personId: string | null;
}

/** That an organisation's room at a session changed: its speakers list, or what was heard. */
export interface RoomChange {
  organisationId: string;
  sessionId: string;
}

/** Which organisation each sign-in is in at this moment, in the order of the secrets; null where it is over. */
export async function findOrganisations(secrets: readonly string[]): Promise<(string | null)[]> {
  const rows = await asSystem((tx) =>
    tx.execute<{ place: number; org_id: string | null }>(
      sql`select * from app.organisations_of(${JSON.stringify(secrets)}::jsonb)`,
    ),
  );
  const found: (string | null)[] = secrets.map(() => null);
  for (const row of rows) {
    found[row.place] = row.org_id;
  }
  return found;
}

/**
 * Which of these moves each sign-in may be told of, in the order of the secrets; null where the sign-in is over. Asks
 * the database once; an open page is no sign of life.
 */
export async function findMoves(
  secrets: readonly string[],
  hands: readonly Hand[],
): Promise<(Move[] | null)[]> {
  const moves = JSON.stringify(hands.map((hand) => [hand.commitmentId, hand.personId]));
  const rows = await asSystem((tx) =>
    tx.execute<{
      place: number;
      is_signed_in: boolean;
      commitment_id: string | null;
      state_code: string;
      case_id: string;
      session_id: string;
      version: number;
    }>(sql`select * from app.moved_to(${JSON.stringify(secrets)}::jsonb, ${moves}::jsonb)`),
  );
  const found: (Move[] | null)[] = secrets.map(() => null);
  for (const row of rows) {
    if (row.is_signed_in) {
      const told = found[row.place] ?? [];
      if (row.commitment_id) {
        told.push({
          id: row.commitment_id,
          stateCode: row.state_code,
          caseId: row.case_id,
          sessionId: row.session_id,
          version: row.version,
        });
      }
      found[row.place] = told;
    }
  }
  return found;
}
