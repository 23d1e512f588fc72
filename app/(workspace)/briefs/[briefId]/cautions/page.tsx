import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CautionSheet } from "@/components/briefs/caution-sheet";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/states/print-button";
import { requireActor } from "@/lib/auth/actor";
import { findCautionSheet } from "@/lib/briefs/written/queries";
import { stateName } from "@/lib/states/names";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("briefs");
  return { title: t("oneDocumentTitle") };
}

/** What to mind before a brief goes out: for its own organisation, and no part of any file. */
export default async function CautionsPage({ params }: PageProps<"/briefs/[briefId]/cautions">) {
  const actor = await requireActor();
  const { brief, ...sheet } = (await findCautionSheet(actor, (await params).briefId)) ?? notFound();
  const t = await getTranslations("briefs");
  const state = brief.stateNames ? stateName({ names: brief.stateNames }, actor.locale) : "";
  return (
    <>
      <PageHeader
        title={t("cautions.title", { state })}
        breadcrumbs={{
          trail: [
            { href: "/briefs" as Route, label: t("title") },
            {
              href: `/briefs/${brief.id}` as Route,
              label: t(`kindName.${brief.kind}`),
            },
          ],
          here: t("cautions.here"),
        }}
        actions={<PrintButton label={t("cautions.print")} />}
      />
      <CautionSheet {...sheet} />
    </>
  );
}
