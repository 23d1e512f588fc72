import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/states/print-button";
import { requireActor } from "@/lib/auth/actor";
import { readScope } from "@/lib/insights/address";
import { chartNames } from "@/lib/insights/chart";
import { findScope } from "@/lib/insights/queries";
import { ChartSections, Narrow, readShown } from "./charts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("insights");
  return { title: t("documentTitle") };
}

/** What the records add up to: five charts and the squares of all States. */
export default async function InsightsPage({ searchParams }: PageProps<"/insights">) {
  const actor = await requireActor();
  const scope = await findScope(actor, readScope(await searchParams));
  if (!scope) {
    notFound();
  }
  const [t, shown] = await Promise.all([
    getTranslations("insights"),
    readShown(actor, scope, chartNames),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("intro")}
        actions={<PrintButton label={t("print")} />}
      />
      <Narrow actor={actor} scope={scope} action="/insights" />
      <ChartSections actor={actor} scope={scope} shown={shown} isAlone={false} />
    </>
  );
}
