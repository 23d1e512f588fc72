import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Panel } from "@/components/ui/panel";
import { type AlertLanguage, alertKinds, alertLanguages } from "@/db/reference/words";
import { audiencesFor, genevaLocal, isBeingSigned, isOver, isStep } from "@/lib/alerts/alert";
import type { PartName } from "@/lib/alerts/part-names";
import type { FullAlert } from "@/lib/alerts/shown";
import { useFormats } from "@/lib/i18n/formats";
import { LanguageState } from "./language-state";

interface DetailsActions {
  setDetails: FormServerAction<void>;
  addLanguage: FormServerAction<void>;
  setTextState: FormServerAction<void>;
  close: FormServerAction<never>;
  withdraw: FormServerAction<never>;
}

/** Kind, audience and deadline; the languages; ending the alert. Each for whoever may change it. */
export function DetailsPanel({
  of: alert,
  lacking,
  now,
  may,
  actions,
}: {
  of: FullAlert;
  /** The parts that the source has and a language lacks. */
  lacking: ReadonlyMap<AlertLanguage, readonly PartName[]>;
  now: Date;
  may: { write: boolean; coordinate: boolean };
  actions: DetailsActions;
}) {
  const t = useTranslations("alerts");
  const { list } = useFormats();
  const hidden = { caseId: alert.caseId, alertId: alert.id };
  const open = !isOver(alert.stage);
  const hasPassed = alert.signOnDeadline !== null && alert.signOnDeadline < now;
  const audiences = audiencesFor(alert);
  const isSet = audiences.length === 1;
  const isChecked = !["draft", "in_review"].includes(alert.stage);
  const missing = alertLanguages.filter(
    (language) => !alert.languages.some((one) => one.language === language),
  );
  return (
    <div className="flex flex-col gap-6">
      {may.coordinate && open && (
        <Panel title={t("details.title")}>
          <ActionForm
            action={actions.setDetails}
            hidden={{ ...hidden, ...(isSet && { audience: alert.audience }) }}
            submit={t("details.save")}
            saved={t("details.saved")}
            look="secondary"
            labels={{ deadline: t("details.deadline") }}
          >
            <FormText
              name="deadline"
              type="datetime-local"
              label={t("details.deadline")}
              hint={
                hasPassed
                  ? t("details.deadlinePassed")
                  : isBeingSigned(alert.stage)
                    ? undefined
                    : t("details.deadlineSet")
              }
              optional={!isBeingSigned(alert.stage)}
              defaultValue={alert.signOnDeadline ? genevaLocal(alert.signOnDeadline) : ""}
            />
            <FormSelect
              name="kind"
              label={t("details.kind")}
              placeholder={null}
              defaultValue={alert.kind}
              options={alertKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
            {isSet ? (
              <p className="text-meta text-ink-muted">
                <span className="block font-semibold text-ink">
                  {t("details.audience")}: {t(`audience.${alert.audience}`)}
                </span>
                {t("details.audienceSet")}
              </p>
            ) : (
              <FormSelect
                name="audience"
                label={t("details.audience")}
                hint={isChecked ? t("details.audienceLowered") : undefined}
                placeholder={null}
                defaultValue={alert.audience}
                options={audiences.map((value) => ({ value, label: t(`audience.${value}`) }))}
              />
            )}
          </ActionForm>
        </Panel>
      )}
      <Panel title={t("details.languages")} count={alert.languages.length}>
        <ul className="divide-y divide-line">
          {alert.languages.map(({ id, language, state, isIssued }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-2 py-2 first:pt-0"
            >
              <span>
                {t(`language.${language}`)}
                <LanguageState
                  of={{ state, isIssued }}
                  isSource={language === alert.sourceLanguage}
                  stage={alert.stage}
                />
              </span>
              {may.write && open && language !== alert.sourceLanguage && (
                <ActionForm
                  action={actions.setTextState}
                  hidden={{ textId: id, state: state === "ready" ? "drafting" : "ready" }}
                  submit={t(state === "ready" ? "details.unready" : "details.ready", {
                    language: t(`language.${language}`),
                  })}
                  look="secondary"
                  size="small"
                />
              )}
              {lacking.has(language) && (
                <p className="w-full text-meta text-caution">
                  {t(state === "ready" ? "details.lackingReady" : "details.lacking", {
                    sections: list(
                      (lacking.get(language) ?? []).map((section) => t(`section.${section}`)),
                    ),
                  })}
                </p>
              )}
            </li>
          ))}
        </ul>
        {may.write && open && missing.length > 0 && (
          <ActionForm
            action={actions.addLanguage}
            hidden={hidden}
            submit={t("details.add")}
            look="secondary"
            size="small"
            className="mt-3 border-t border-line pt-3"
            labels={{ language: t("details.addLanguage") }}
          >
            <FormSelect
              name="language"
              label={t("details.addLanguage")}
              options={missing.map((value) => ({ value, label: t(`language.${value}`) }))}
            />
          </ActionForm>
        )}
      </Panel>
      {may.coordinate && open && (
        <details>
          <summary className="link target inline-block">{t("details.end")}</summary>
          <div className="mt-3 flex flex-col gap-4">
            {isStep(alert.stage, "closed") && (
              <div>
                <p className="mb-2 text-meta text-ink-muted">{t("details.closeHint")}</p>
                <ActionForm
                  action={actions.close}
                  hidden={{ ...hidden, from: alert.stage }}
                  submit={t("details.close")}
                  look="secondary"
                />
              </div>
            )}
            <AskOnce opens={t("details.withdraw")} name={t("details.withdraw")}>
              <p className="text-meta">{t("details.withdrawHint")}</p>
              <ActionForm
                action={actions.withdraw}
                hidden={{ ...hidden, from: alert.stage }}
                submit={t("details.withdrawNow")}
                look="danger"
              />
            </AskOnce>
          </div>
        </details>
      )}
    </div>
  );
}
