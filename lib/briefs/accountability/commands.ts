import "server-only";
import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import { generators } from "../written/brief";
import { mustBeFitToLeave } from "../written/commands";
import { namesToKeep } from "../written/queries";
import type { MakeReport } from "./input";
import { findReport } from "./queries";

/** Makes a report of exactly what its author looked at, and freezes it as a brief. Every file of it is opened again before. */
export async function makeReport(actor: Actor, { hash, ...choice }: MakeReport): Promise<string> {
  const seen = await findReport(actor, choice);
  if (!seen) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  if (seen.hash !== hash) {
    throw new Refusal("conflict", "briefs.refused.changed");
  }
  if (seen.inputs.cases.length === 0) {
    throw new Refusal("rule", "afterwards.report.nothing");
  }
  await mustBeFitToLeave(seen.paper, await namesToKeep(seen.inputs));
  const { language, reader, sessionId } = choice;
  const [made] = await asActor(actor, (tx) =>
    tx.execute<{ id: string }>(
      sql`select app.make_report(${sessionId}::uuid, ${reader}, ${language}, ${hash},
        ${generators.accountability}, true) as id`,
    ),
  );
  return made?.id ?? "";
}
