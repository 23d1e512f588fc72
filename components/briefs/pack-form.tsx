import { useTranslations } from "next-intl";
import { FormCheck, FormCheckboxes, FormText } from "@/components/forms/form-fields";
import { SureForm } from "@/components/forms/sure-form";
import { type AlertLanguage, alertLanguages } from "@/db/reference/words";
import { askForPack } from "@/lib/briefs/packs/actions";
import type { MissionChoice } from "@/lib/briefs/packs/pack";
import { MissionList } from "./mission-list";
import { PackMentions } from "./pack-mentions";
import { PackWords } from "./pack-words";

/** What the briefs of a pack are about, for whom they are, and their words in each language. */
export function PackForm({
  sessionId,
  cases,
  chosen,
  missions,
  own,
}: {
  sessionId: string;
  cases: readonly { id: string; reference: string; title: string; doNotMention: string }[];
  /** Ids of the cases that were selected elsewhere. */
  chosen: readonly string[];
  missions: readonly MissionChoice[];
  /** The language whose words stand open. */
  own: AlertLanguage;
}) {
  const t = useTranslations("packs");
  const briefs = useTranslations("briefs.make");
  const inLanguage = useTranslations("alerts.language");
  return (
    <SureForm
      action={askForPack}
      hidden={{ sessionId }}
      labels={{
        caseIds: t("cases"),
        stateKeys: t("missions"),
        contact: t("contact"),
        confirmed: t("documentTitle"),
        mentionsRead: briefs("mentions"),
      }}
      submit={t("go")}
      className="max-w-3xl"
    >
      <FormCheckboxes
        name="caseIds"
        label={t("cases")}
        hint={t("casesHint")}
        defaultValue={chosen}
        options={cases.map(({ doNotMention, id, reference, title }) => ({
          value: id,
          label: (
            <bdi data-written="">
              {reference} · {title}
            </bdi>
          ),
          ...(doNotMention.trim() && {
            hint: (
              <bdi data-written="" className="text-danger">
                {t("never", { what: doNotMention.trim() })}
              </bdi>
            ),
          }),
        }))}
      />
      <MissionList
        missions={missions}
        languages={alertLanguages.map((one) => ({ value: one, label: inLanguage(one) }))}
      />
      <div>
        <p className="mb-2 text-meta text-ink-muted">{t("wordsHint")}</p>
        {[own, ...alertLanguages.filter((one) => one !== own)].map((one) => (
          <PackWords key={one} language={one} isOpen={one === own} />
        ))}
      </div>
      <FormText name="contact" label={t("contact")} hint={t("contactHint")} optional dir="auto" />
      <PackMentions />
      <FormCheck name="confirmed" label={t("confirm")} />
    </SureForm>
  );
}
