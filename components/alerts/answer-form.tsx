import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormRadios, FormSelect, FormText } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Signature } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";
import type { AlertLanguage, AlertSection, EndorsementAnswer } from "@/db/reference/words";
import { groupsOf } from "@/lib/alerts/alert";
import type { GivenAnswer } from "@/lib/alerts/shown";
import { CapacitySure } from "./capacity-sure";
import "./sign-on.css";

const submits = {
  signed: "submitSigned",
  with_change: "submitChange",
  cannot: "submitCannot",
} as const;

/** One answer to one exact text: what is sent along is the version and the fingerprint that were on the page. */
export function AnswerForm({
  action,
  answer,
  place,
  text,
  organisation,
  sections,
  languages,
  before,
  reason: suggested,
}: {
  action: FormServerAction<never>;
  answer: EndorsementAnswer;
  place: { caseId: string; alertId: string };
  text: { versionId: string; hash: string; number: number };
  organisation: string;
  /** Those that are written for its readers, with words in them or without: the risks are not for everybody. */
  sections: readonly AlertSection[];
  languages: readonly AlertLanguage[];
  /** The answer before, whose words are offered again. */
  before: GivenAnswer | null;
  /** What there is to say, where another answer was given before. */
  reason: string;
}) {
  const t = useTranslations("signOn.sign");
  const words = useTranslations("alerts");
  const isSigning = answer === "signed";
  const reason = answer === "with_change" ? "changeWhat" : "why";
  return (
    <Panel
      title={
        isSigning ? t("as", { organisation }) : t(answer === "cannot" ? "cannot" : "withChange")
      }
    >
      <p className="mb-4 text-meta text-ink-muted">
        {t(`checkLead.${answer}`)} {t("version", { number: text.number })},{" "}
        <bdi dir="ltr" data-written="" className="fingerprint">
          {groupsOf(text.hash).slice(0, 4).join(" ")} …
        </bdi>
      </p>
      <ActionForm
        action={action}
        hidden={{
          ...place,
          versionId: text.versionId,
          hash: text.hash,
          answer,
          seen: before?.id ?? "none",
        }}
        submit={t(submits[answer])}
        {...(isSigning && { icon: Signature })}
        labels={{ reason: t(reason), capacity: t("capacity"), publish: t("publish") }}
      >
        {!isSigning && (
          <>
            <FormSelect
              name="section"
              label={t("section")}
              optional
              placeholder={t("wholeText")}
              defaultValue=""
              options={sections.map((value) => ({ value, label: words(`section.${value}`) }))}
            />
            <FormArea
              name="reason"
              label={t(reason)}
              hint={t(answer === "with_change" ? "changeHint" : "whyHint")}
              rows={3}
              defaultValue={before?.answer === answer ? before.reason : suggested}
            />
          </>
        )}
        {answer !== "cannot" && (
          <>
            <FormText
              name="capacity"
              label={t("capacity")}
              hint={t("capacityHint")}
              optional
              maxLength={200}
              defaultValue={before?.capacity ?? ""}
            />
            <CapacitySure label={t("capacitySure")} />
            <FormText
              name="nameEverywhere"
              label={t("name")}
              hint={t("nameHint")}
              maxLength={200}
              defaultValue={before?.displayNames[""] ?? organisation}
            />
            {languages.length > 0 && (
              <details>
                <summary className="link target inline-block">{t("names")}</summary>
                <div className="mt-3 flex flex-col gap-4">
                  {languages.map((language) => (
                    <FormText
                      key={language}
                      name={`name_${language}`}
                      label={t("nameIn", { language: words(`language.${language}`) })}
                      optional
                      maxLength={200}
                      dir="auto"
                      defaultValue={before?.displayNames[language] ?? ""}
                    />
                  ))}
                </div>
              </details>
            )}
            <FormRadios
              name="publish"
              label={t("publish")}
              options={[
                { value: "yes", label: t("publishYes") },
                { value: "no", label: t("publishNo") },
              ]}
            />
          </>
        )}
      </ActionForm>
    </Panel>
  );
}
