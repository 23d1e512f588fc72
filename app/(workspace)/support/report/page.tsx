import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { SupportReport } from "@/components/support/support-report";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { readSupportReport } from "@/lib/support/report/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("support.documentTitle");
  return { title: t("report") };
}

const yearsShown = 4;

/** Whether it helped, by kind, in the cases that the actor reads: no number so small that it points to somebody. */
export default async function SupportReportPage({
  searchParams,
}: {
  searchParams: Promise<{ year?: string | string[] }>;
}) {
  const actor = await requireActor();
  const { year: given } = await searchParams;
  const thisYear = Number(dayInZone(new Date(), actor.timeZone).slice(0, 4));
  const years = Array.from({ length: yearsShown }, (_, back) => thisYear - back);
  const year = years.find((one) => String(one) === given) ?? thisYear;
  const [t, report] = await Promise.all([
    getTranslations("support"),
    readSupportReport(actor, year),
  ]);
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [{ href: "/support" as Route, label: t("title") }],
          here: t("report.title"),
        }}
        title={t("report.title")}
        description={t("report.what")}
      />
      <div className="mb-4">
        <SegmentedLinks
          label={t("report.year")}
          options={years.map((one) => ({
            href: `/support/report?year=${one}` as Route,
            label: String(one),
            current: one === year,
          }))}
        />
      </div>
      <SupportReport of={report} />
    </>
  );
}
