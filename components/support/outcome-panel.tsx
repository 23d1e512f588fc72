import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormCheck, FormRadios, FormText } from "@/components/forms/form-fields";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { type OutcomeTime, outcomeTimes, outcomeVerdicts } from "@/db/reference/support-words";
import { consentGivers } from "@/db/reference/words";
import { useFormats } from "@/lib/i18n/formats";
import { recordSupportOutcome } from "@/lib/support/outcomes/actions";
import type { Outcome } from "@/lib/support/outcomes/queries";

/** Whether it helped, as the defender judges it: what was said, and when to ask. */
export function OutcomePanel({
  caseId,
  requestId,
  outcomes,
  due,
  today,
  mayChange,
}: {
  caseId: string;
  requestId: string;
  outcomes: readonly Outcome[];
  /** From when on to ask. */
  due: Record<OutcomeTime, string>;
  today: string;
  mayChange: boolean;
}) {
  const t = useTranslations("support.outcome");
  const giver = useTranslations("consent.giver");
  const { day } = useFormats();
  return (
    <Panel title={t("title")}>
      <div className="flex flex-col gap-5">
        <p className="max-w-measure text-meta text-ink-muted">{t("hint")}</p>
        {outcomeTimes.map((after) => {
          const said = outcomes.filter((outcome) => outcome.after === after);
          const isDue = said.length === 0 && due[after] <= today;
          return (
            <section key={after}>
              <h3 className="flex flex-wrap items-center gap-2">
                {t(`after.${after}`)}
                {isDue && <Badge tone="caution">{t("due")}</Badge>}
              </h3>
              {said.map((outcome) => (
                <div key={outcome.id} className="mt-1">
                  <p className="font-semibold">{t(`verdicts.${outcome.verdict}`)}</p>
                  {outcome.words && (
                    <p className="max-w-measure whitespace-pre-line" dir="auto">
                      {outcome.words}
                    </p>
                  )}
                  <p className="text-meta text-ink-muted">
                    {t("by", {
                      giver: giver(outcome.saidBy),
                      date: day(outcome.saidOn),
                      name: outcome.recordedBy ?? "–",
                    })}
                  </p>
                </div>
              ))}
              {said.length === 0 && !isDue && (
                <p className="text-meta text-ink-muted">{t("askOn", { date: day(due[after]) })}</p>
              )}
              {mayChange && (
                <OutcomeForm
                  ids={{ caseId, requestId, after }}
                  due={due[after]}
                  today={today}
                  fold={{ words: t(said.length > 0 ? "again" : "record"), isOpen: isDue }}
                />
              )}
            </section>
          );
        })}
      </div>
    </Panel>
  );
}

function OutcomeForm({
  ids,
  due,
  today,
  fold,
}: {
  ids: { caseId: string; requestId: string; after: OutcomeTime };
  due: string;
  today: string;
  fold: { words: string; isOpen: boolean };
}) {
  const { day } = useFormats();
  const t = useTranslations("support.outcome");
  const form = useTranslations("consent.form");
  return (
    <ActionForm
      action={recordSupportOutcome}
      hidden={ids}
      submit={t("go")}
      saved={t("saved")}
      look="secondary"
      of={ids.after}
      fold={fold}
      labels={{
        verdict: t("verdict"),
        saidBy: t("saidBy"),
        saidOn: t("saidOn"),
        words: t("words"),
      }}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <FormRadios
          name="verdict"
          label={t("verdict")}
          options={outcomeVerdicts.map((value) => ({ value, label: t(`verdicts.${value}`) }))}
        />
        <FormRadios
          name="saidBy"
          label={t("saidBy")}
          options={consentGivers.map((value) => ({ value, label: form(`givers.${value}`) }))}
          defaultValue="defender"
        />
      </div>
      <FormText name="saidOn" type="date" label={t("saidOn")} width="medium" defaultValue={today} />
      <FormCheck name="early" label={t("early")} hint={t("earlyHint", { date: day(due) })} />
      <FormArea name="words" label={t("words")} optional rows={3} />
    </ActionForm>
  );
}
