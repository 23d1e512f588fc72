import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FrozenEditions } from "@/components/alerts/editions/frozen-editions";
import { ClosedBriefs } from "@/components/briefs/closed-briefs";
import { PageHeader } from "@/components/layout/page-header";
import { WithdrawalReport } from "@/components/people/withdrawal-report";
import { ClosedSubmissions } from "@/components/submissions/closed-submissions";
import { ButtonLink } from "@/components/ui/button";
import { requireActor } from "@/lib/auth/actor";
import { listBriefsClosedBy } from "@/lib/briefs/written/queries";
import { findWithdrawal } from "@/lib/consents/queries";
import { findFrozenBy } from "@/lib/editions/queries";
import { stateName } from "@/lib/states/names";
import { listClosedBy } from "@/lib/submissions/queries";
import { listShownClosedBy, listStillTold } from "@/lib/support/after-withdrawal";
import { readCase } from "../../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

export default async function WithdrawalPage({
  params,
}: {
  params: Promise<{ caseId: string; consentId: string }>;
}) {
  const actor = await requireActor();
  const { caseId, consentId } = await params;
  const { theCase } = await readCase(actor, caseId);
  const withdrawal = (await findWithdrawal(actor, theCase.id, consentId)) ?? notFound();
  const [frozen, closed, briefs, shown, told, t, words, people] = await Promise.all([
    findFrozenBy(actor, theCase.id, consentId),
    listClosedBy(actor, theCase.id, consentId),
    listBriefsClosedBy(actor, theCase.id, consentId),
    listShownClosedBy(actor, theCase.id, withdrawal.consent),
    listStillTold(actor, theCase.id, withdrawal.consent.defenderId),
    getTranslations("consent.withdrawal"),
    getTranslations("cases.head"),
    getTranslations("people"),
  ]);
  const back = `/cases/${theCase.id}/people` as Route;
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: back, label: people("title") },
          ],
          here: t("title"),
        }}
        title={t("title")}
      />
      <WithdrawalReport
        caseId={theCase.id}
        of={{ ...withdrawal, closedShown: shown, stillTold: told }}
        timeZone={actor.timeZone}
      />
      <FrozenEditions of={frozen} caseId={theCase.id} timeZone={actor.timeZone} />
      <ClosedBriefs
        of={briefs.map((brief) => ({
          ...brief,
          state: brief.stateNames && stateName({ names: brief.stateNames }, actor.locale),
        }))}
        timeZone={actor.timeZone}
      />
      <ClosedSubmissions of={closed} caseId={theCase.id} timeZone={actor.timeZone} />
      <p className="mt-6">
        <ButtonLink href={back}>{t("back")}</ButtonLink>
      </p>
    </>
  );
}
