import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { TakeSummary } from "@/components/briefs/take-summary";
import { requireActor } from "@/lib/auth/actor";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";
import { CaseFrame, readCase } from "../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

/** What a case looks like on paper today, and the paper to take along. */
export default async function CaseSummaryPage({ params }: { params: Promise<{ caseId: string }> }) {
  const actor = await requireActor();
  const page = await readCase(actor, (await params).caseId);
  const { id, mayBeNamed } = page.theCase;
  return (
    <CaseFrame actor={actor} page={page} current="summary">
      <TakeSummary
        caseId={id}
        told={
          mayBeNamed.everybodyInPublic
            ? "all"
            : mayBeNamed.inPublic === "country"
              ? "country"
              : "situation"
        }
        language={paperLanguageOf(await getLocale())}
      />
    </CaseFrame>
  );
}
