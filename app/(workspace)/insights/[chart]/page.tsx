import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/states/print-button";
import { requireActor } from "@/lib/auth/actor";
import { readScope, writeScope } from "@/lib/insights/address";
import { isChartName } from "@/lib/insights/chart";
import { findScope } from "@/lib/insights/queries";
import { ChartSections, Narrow, readShown } from "../charts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("insights");
  return { title: t("documentTitle") };
}

/** One chart with all its rows. */
export default async function ChartPage({ params, searchParams }: PageProps<"/insights/[chart]">) {
  const actor = await requireActor();
  const { chart } = await params;
  if (!isChartName(chart)) {
    notFound();
  }
  const scope = await findScope(actor, readScope(await searchParams));
  if (!scope) {
    notFound();
  }
  const [t, shown] = await Promise.all([
    getTranslations("insights"),
    readShown(actor, scope, [chart]),
  ]);
  return (
    <>
      <PageHeader
        title={shown[0]?.told.finding}
        breadcrumbs={{
          trail: [{ href: `/insights${writeScope(scope)}` as Route, label: t("title") }],
          here: t(`about.${chart}`),
        }}
        actions={<PrintButton label={t("print")} />}
      />
      <Narrow actor={actor} scope={scope} action={`/insights/${chart}`} />
      <ChartSections actor={actor} scope={scope} shown={shown} isAlone />
    </>
  );
}
