import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PaperSheet } from "@/components/briefs/paper-sheet";
import { Watermark } from "@/components/guests/watermark";
import { PageHeader } from "@/components/layout/page-header";
import { requireActor } from "@/lib/auth/actor";
import { readBrief } from "@/lib/briefs/written/queries";
import { stateName } from "@/lib/states/names";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("briefs");
  return { title: t("oneDocumentTitle") };
}

/** A brief as it was made, read here: the words of its files, at the width of their page. */
export default async function ReadBriefPage({ params }: PageProps<"/briefs/[briefId]/read">) {
  const actor = await requireActor();
  const { brief, paper } = (await readBrief(actor, (await params).briefId)) ?? notFound();
  const t = await getTranslations("briefs");
  const sheet = <PaperSheet of={paper} label={t("read.sheet")} />;
  return (
    <>
      <PageHeader
        title={t("read.here")}
        breadcrumbs={{
          trail: [
            { href: "/briefs" as Route, label: t("title") },
            {
              href: `/briefs/${brief.id}` as Route,
              label: t(`kindTitle.${brief.kind}`, {
                state: brief.stateNames
                  ? stateName({ names: brief.stateNames }, actor.locale)
                  : "none",
                reader: brief.audience,
              }),
            },
          ],
          here: t("read.here"),
        }}
        description={t("read.hint")}
      />
      <h2 className="sr-only">{t("read.sheet")}</h2>
      <div className="max-w-[49.625rem]">
        {paper.frame.watermark ? (
          <Watermark text={paper.frame.watermark}>{sheet}</Watermark>
        ) : (
          sheet
        )}
      </div>
    </>
  );
}
