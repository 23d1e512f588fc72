import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CorridorDesk } from "@/components/corridor/corridor-desk";
import { CorridorFrame } from "@/components/corridor/corridor-frame";
import { KeptNotice } from "@/components/corridor/kept-notice";
import { Messages } from "@/components/layout/messages";
import { requireActor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { canLogConversation } from "@/lib/conversations/permissions";
import { findCorridor, findKeptNote } from "@/lib/corridor/queries";
import { deviceOwner } from "@/lib/waiting/owner";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("corridor");
  return { title: t("documentTitle") };
}

/** What the corridor says in the browser, and no more: it is opened where a network is poor. */
const said = [
  "corridor",
  "commitments.wordsSetBack",
  "forms.errorPrefix",
  "forms.optional",
  "forms.invalid",
  "forms.missing",
  "forms.tooLong",
  "refusals.consent",
  "refusals.ownState",
  "refusals.conflict",
  "refusals.rule",
  "refusals.notAllowed",
  "refusals.signedOut",
  "refusals.alreadyDone",
  "refusals.tooLong",
  "stages.label",
  "states.caution",
] as const;

/** For one thumb and no network: a State, what it said, how sure, Save. */
export default async function CorridorPage({ searchParams }: PageProps<"/corridor">) {
  const actor = await requireActor();
  if (!canLogConversation(actor)) {
    notFound();
  }
  const { state, kept, all } = await searchParams;
  const [corridor, note] = await Promise.all([
    findCorridor(actor, typeof state === "string" ? state : undefined),
    typeof kept === "string" && looksLikeId(kept) ? findKeptNote(actor, kept) : null,
  ]);
  return (
    <Messages of={[...said, ...(all === "1" ? (["forms.choose"] as const) : [])]}>
      <CorridorFrame timeZone={actor.timeZone}>
        {note && <KeptNotice {...note} />}
        <CorridorDesk
          corridor={corridor}
          listsAll={all === "1"}
          owner={deviceOwner(actor)}
          timeZone={actor.timeZone}
        />
      </CorridorFrame>
    </Messages>
  );
}
