import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { type AlertLanguage, type SubmissionKind, submissionKinds } from "@/db/reference/words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { startSubmission } from "@/lib/submissions/actions";

/** The kinds of submissions: each is begun, or gone on with where there is a draft of it. */
export function StartSubmission({
  caseId,
  drafts,
  language,
  timeZone,
}: {
  caseId: string;
  drafts: readonly { id: string; kind: SubmissionKind; changedAt: Date }[];
  language: AlertLanguage;
  timeZone: string;
}) {
  const t = useTranslations("submissions");
  const { day } = useFormats();
  return (
    <Panel title={t("start.title")} flush>
      <ul>
        {submissionKinds.map((kind) => {
          const draft = drafts.find((one) => one.kind === kind);
          return (
            <li
              key={kind}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line px-4 py-3 not-first:border-t"
            >
              <div className="min-w-0 flex-[1_1_18rem]">
                <p className="font-semibold">{t(`kind.${kind}`)}</p>
                <p className="text-meta text-ink-muted">
                  {draft
                    ? t("drafts.hint", { date: day(dayInZone(draft.changedAt, timeZone)) })
                    : t(`start.hint.${kind}`)}
                </p>
              </div>
              {draft ? (
                <ButtonLink
                  href={`/cases/${caseId}/submissions/drafts/${draft.id}` as Route}
                  aria-label={t("start.againFull", { kind: t(`kind.${kind}`) })}
                >
                  {t("start.again")}
                </ButtonLink>
              ) : (
                <ActionForm
                  action={startSubmission}
                  hidden={{ caseId, kind, language }}
                  submit={t("start.go")}
                  look="secondary"
                  name={t("start.goFull", { kind: t(`kind.${kind}`) })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
