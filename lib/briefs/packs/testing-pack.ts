import type { Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { askedFor, minutesPass, type Review } from "../written/testing-world";
import { askForPack } from "./commands";
import { AskForPack } from "./input";
import { findPack } from "./queries";

/** A pack for the missions of Example States by their last letters, in English unless it says otherwise. */
export async function aPackOf(
  of: Pick<Review, "lead" | "sessionId" | "theCase">,
  letters: string,
  sent: Record<string, unknown> = {},
) {
  const codes = [...letters].map((one) => `XE${one}`);
  const states = await asSuperuser()<{ key: string }[]>`
    select key from states where code = any (${codes}) order by code`;
  return askForPack(
    of.lead,
    AskForPack.parse({
      sessionId: of.sessionId,
      caseIds: [of.theCase.id],
      stateKeys: states.map(({ key }) => key),
      "ask.en": askedFor,
      confirmed: "yes",
      ...sent,
    }),
  );
}

/** The pack as a member sees it, who does. */
export async function seenPack(packId: string, by: Member) {
  const pack = await findPack(by, packId);
  if (!pack) {
    throw new Error("There is no such pack.");
  }
  return pack;
}

/** Lets minutes pass since everything in a pack was made and agreed to. */
export async function packPasses(packId: string, minutes: number): Promise<void> {
  const parts = await asSuperuser()<{ briefId: string }[]>`
    select brief_id as "briefId" from job_parts where job_id = ${packId} and brief_id is not null`;
  for (const { briefId } of parts) {
    await minutesPass(briefId, minutes);
  }
}
