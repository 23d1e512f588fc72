import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { CloseSubmission } from "@/components/submissions/end-submission";
import { RecordSending } from "@/components/submissions/record-sending";
import { Sendings } from "@/components/submissions/sendings";
import { SubmissionFacts } from "@/components/submissions/submission-facts";
import { SubmissionHold } from "@/components/submissions/submission-hold";
import { TakeSubmission } from "@/components/submissions/take-submission";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { findAddresses, findSubmission, listSendings } from "@/lib/submissions/queries";
import { purposeOf } from "@/lib/submissions/submission";
import { readCase } from "../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

/** One submission as it was made: its files, what was sent of it, and what it can be known by. */
export default async function SubmissionPage({
  params,
}: {
  params: Promise<{ caseId: string; submissionId: string }>;
}) {
  const actor = await requireActor();
  const { caseId, submissionId } = await params;
  const { theCase } = await readCase(actor, caseId);
  const one = (await findSubmission(actor, theCase.id, submissionId)) ?? notFound();
  const [t, words, addresses, sendings] = await Promise.all([
    getTranslations("submissions"),
    getTranslations("cases.head"),
    findAddresses(actor),
    listSendings(actor, theCase.id),
  ]);
  const address = addresses[purposeOf(one.kind)];
  const base = `/cases/${theCase.id}/submissions`;
  return (
    <Messages of={["submissions", "dates", "forms", "refusals"]}>
      <PageHeader
        title={t(`kind.${one.kind}`)}
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: base as Route, label: words("submissions") },
          ],
          here: t(`kind.${one.kind}`),
        }}
        description={<bdi data-written="">{theCase.title}</bdi>}
      />
      <div className="flex max-w-2xl flex-col gap-6">
        {one.stands ? (
          <>
            {one.isHeld && (
              <SubmissionHold secondFor={one.mayChange && !one.isOwn ? one.id : null} />
            )}
            <TakeSubmission href={`${base}/${one.id}/file`} isHeld={one.isHeld} address={address} />
          </>
        ) : (
          <Notice tone="danger" title={t("one.closedTitle")}>
            {t(one.withdrawnBy ? "one.closedByHand" : "one.closedText")}
          </Notice>
        )}
        {one.mayChange && (one.stands ? !one.isHeld : one.copies.length > 0) && (
          <RecordSending
            submissionId={one.id}
            copies={one.copies}
            address={address}
            today={dayInZone(new Date(), actor.timeZone)}
            timeZone={actor.timeZone}
          />
        )}
        <Panel title={t("sent.title")}>
          <Sendings
            of={sendings.filter((sent) => sent.submissionId === one.id)}
            timeZone={actor.timeZone}
          />
        </Panel>
        <SubmissionFacts of={one} timeZone={actor.timeZone} />
        {one.stands && one.mayChange && <CloseSubmission submissionId={one.id} />}
      </div>
    </Messages>
  );
}
