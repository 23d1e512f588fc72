import { aConsent, type Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { findBrief } from "@/lib/briefs/written/queries";
import { aDraft, aReview, made, type Review } from "@/lib/briefs/written/testing-world";
import { guestSecret } from "./address";
import { makeGuestLink, secondGuestLink } from "./commands";
import { MakeGuestLink } from "./input";
import { listGuestLinks } from "./queries";
import { enterAsGuest } from "./visit";

export type GuestWorld = Review & { bilateral: string; briefId: string };

/** A case of which the mission of Example State 1 may be told without names, and a brief for that mission. */
export async function aGuestWorld(): Promise<GuestWorld> {
  const review = await aReview(null);
  const { defender, lead, theCase } = review;
  const bilateral = await aConsent(theCase, defender, lead, "bilateral", "anonymous");
  const [state] = await asSuperuser()<{ key: string }[]>`select key from states where code = 'XEA'`;
  review.stateKey = state?.key ?? "";
  const briefId = await made(lead, await aDraft(review, lead, [theCase], {}, "mission"));
  return { ...review, bilateral: bilateral ?? "", briefId };
}

export const recipient = "A counsellor";

export async function aLink(
  { briefId, lead }: GuestWorld,
  sent: Record<string, unknown> = {},
  by: Member = lead,
): Promise<string> {
  await makeGuestLink(by, MakeGuestLink.parse({ briefId, recipient, ...sent }));
  const [link] = await asSuperuser()<{ id: string }[]>`
    select id from guest_links where brief_id = ${briefId} order by created_at desc limit 1`;
  return link?.id ?? "";
}

/** As time goes by: the ten minutes in which it can be undone are over. */
export const holdIsOver = (linkId: string) =>
  asSuperuser()`update guest_links set opens_at = now() - interval '1 second' where id = ${linkId}`;

export async function anOpenLink(world: GuestWorld): Promise<string> {
  const linkId = await aLink(world);
  await secondGuestLink(world.editor, { briefId: world.briefId, linkId });
  await holdIsOver(linkId);
  return linkId;
}

export const enters = (linkId: string) => enterAsGuest(guestSecret(linkId));

export async function aVisit(world: GuestWorld, linkId?: string): Promise<string> {
  const visit = await enters(linkId ?? (await anOpenLink(world)));
  if (!visit) {
    throw new Error("The guest was not let in.");
  }
  return visit;
}

/** The links to the brief, as far as a member reads it. */
export async function linksSeenBy({ briefId }: GuestWorld, member: Member) {
  const brief = await findBrief(member, briefId);
  return brief ? listGuestLinks(member, brief) : [];
}
