import { aMember, anOrganisation, type Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { aWorld, type World } from "@/lib/submissions/testing-world";
import { agree, aRequest } from "../testing-request";
import { showRequest, takeRequestBack } from "./commands";
import { ShowRequest, TakeRequestBack } from "./input";
import { partnerKey } from "./partner-key";
import { listShownTo } from "./queries";

/** A request of one organisation, and two partners with everybody who may or may not see it. */
export async function aCoalition(given: Record<string, unknown> = {}) {
  const world = await aWorld();
  const requestId = await aRequest(world, world.lead, given);
  const [first, second] = [await anOrganisation("First"), await anOrganisation("Second")];
  return {
    world,
    requestId,
    first,
    second,
    partner: await aMember(first),
    partnerAdministrator: await aMember(first, "administrator"),
    partnerReader: await aMember(first, "reader"),
    suspended: await aMember(first, "advocate", "suspended"),
    other: await aMember(second),
  };
}
export type Coalition = Awaited<ReturnType<typeof aCoalition>>;

export const show = (
  { world, requestId }: Coalition,
  partnerOrgId: string,
  given: Record<string, unknown> = {},
  by: Member = world.lead,
) =>
  showRequest(
    by,
    ShowRequest.parse({
      caseId: world.caseId,
      requestId,
      partnerOrgId,
      level: "outline",
      region: "tell",
      ...given,
    }),
    "en",
  );

export const takeBack = ({ world }: Coalition, shownId: string, by: Member = world.lead) =>
  takeRequestBack(by, TakeRequestBack.parse({ caseId: world.caseId, shownId }));

/** The person agrees that a partner is told these things. */
export const agreeTo = (
  { world, requestId }: Coalition,
  partnerOrgId: string,
  fields: readonly string[],
  given: Record<string, unknown> = {},
) =>
  agree(world, world.lead, requestId, fields, { supportKey: partnerKey(partnerOrgId), ...given });

/** How it stands with one partner, as the team reads it. */
export async function standing(
  { world, requestId }: { world: World; requestId: string },
  shownId: string,
) {
  const found = (await listShownTo(world.lead, world.caseId, requestId)).find(
    ({ id }) => id === shownId,
  );
  if (!found) {
    throw new Error("It is not shown.");
  }
  return found;
}

/** As a day goes by: the last day of what is shown has passed. */
export async function letItsDayPass(shownId: string): Promise<void> {
  await asSuperuser().begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update shown_requests set expires_on = current_date - 1 where id = ${shownId}`;
  });
}
