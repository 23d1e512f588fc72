import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { States } from "@/lib/commitments/named-states";
import type { Scope } from "../chart";
import { mayLeave } from "./withheld";

/** Who asks for which charts, and what all of their readers need. */
export interface Asked {
  readonly tx: Tx;
  /** The actor's organisation and own membership: what they read is told to one of the two. */
  readonly audiences: readonly [organisationId: string, membershipId: string];
  readonly scope: Scope;
  readonly states: States;
  /** The States that the actor's organisation lists; invented ones only with the example. */
  readonly own: ReadonlySet<string>;
  readonly today: string;
  /** For a file, which leaves out what is told to a case's team alone. */
  readonly toLeave: boolean;
}

/** Reads what several charts need once for all that are asked for together. */
export function once<Of>(read: (asked: Asked) => Promise<Of>): (asked: Asked) => Promise<Of> {
  const known = new WeakMap<Asked, Promise<Of>>();
  return (asked) => {
    const found = known.get(asked) ?? read(asked);
    known.set(asked, found);
    return found;
  };
}

/** That a row, called `r`, is told to the actor. */
export const toAudience = ({ audiences: [organisation, membership] }: Asked): SQL =>
  sql`r.audience_id in (${organisation}::uuid, ${membership}::uuid)`;

/** What rows of commitment_readers, called `r`, are narrowed to besides their audience. */
export function within({ scope, toLeave, audiences }: Asked): SQL[] {
  return [
    ...(scope.session ? [sql`r.session_id = ${scope.session.id}::uuid`] : []),
    ...(scope.case ? [sql`r.case_id = ${scope.case.id}::uuid`] : []),
    ...(toLeave ? [mayLeave(audiences[1])] : []),
  ];
}

/** Which rows of commitment_readers, called `r`, the charts count. */
export const counted = (asked: Asked): SQL => all([toAudience(asked), ...within(asked)]);

export const all = (conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);

/** Values as one array for the database. */
export const list = (values: readonly string[], of: "uuid" | "text"): SQL =>
  of === "uuid" ? sql`${`{${values.join(",")}}`}::uuid[]` : sql`${`{${values.join(",")}}`}::text[]`;
