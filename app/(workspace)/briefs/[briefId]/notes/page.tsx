import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SpeakerNotes } from "@/components/briefs/speaker-notes";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/states/print-button";
import { Cautions } from "@/components/states/warnings";
import { requireActor } from "@/lib/auth/actor";
import { paperWords } from "@/lib/briefs/words";
import { findSpeakerNotes } from "@/lib/briefs/written/queries";
import { stateName } from "@/lib/states/names";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("briefs");
  return { title: t("oneDocumentTitle") };
}

/** What a speaker holds in the hand: for its own organisation, and no part of any file. */
export default async function SpeakerNotesPage({ params }: PageProps<"/briefs/[briefId]/notes">) {
  const actor = await requireActor();
  const { brief, warnings, ...notes } =
    (await findSpeakerNotes(actor, (await params).briefId)) ?? notFound();
  const t = await getTranslations("briefs");
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          title={t("notes.here")}
          breadcrumbs={{
            trail: [
              { href: "/briefs" as Route, label: t("title") },
              {
                href: `/briefs/${brief.id}` as Route,
                label: t("kindTitle.speaking", {
                  state: brief.stateNames
                    ? stateName({ names: brief.stateNames }, actor.locale)
                    : "none",
                }),
              },
            ],
            here: t("notes.here"),
          }}
          description={t("notes.hint")}
          actions={<PrintButton label={t("notes.print")} />}
        />
      </div>
      <SpeakerNotes of={notes} say={paperWords(notes.inputs.language)} />
      {warnings.length > 0 && (
        <div className="mt-6 max-w-[49.625rem]">
          <Cautions cautions={warnings} />
        </div>
      )}
    </>
  );
}
