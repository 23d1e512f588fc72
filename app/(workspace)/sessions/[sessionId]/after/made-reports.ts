import { getTranslations } from "next-intl/server";
import type { MadeReport } from "@/components/afterwards/reports";
import type { Actor } from "@/lib/auth/actor";
import type { listReports } from "@/lib/briefs/accountability/queries";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";

/** Reports as they are listed: by whom, and when in the reader's time. */
export async function madeReports(
  { timeZone }: Actor,
  reports: Awaited<ReturnType<typeof listReports>>,
): Promise<MadeReport[]> {
  const [t, formats] = await Promise.all([getTranslations("briefs"), getFormats()]);
  return reports.map((report) => {
    const date = `${formats.day(dayInZone(report.madeAt, timeZone), "short")}, ${formats.time(report.madeAt, timeZone)}`;
    return {
      ...report,
      when: report.madeBy ? t("madeBy", { name: report.madeBy, date }) : date,
      closed: !report.stands,
      waits: report.stands && report.leavesAt === null,
    };
  });
}
