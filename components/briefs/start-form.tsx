import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect } from "@/components/forms/form-fields";
import { type AlertLanguage, alertLanguages, type DraftKind } from "@/db/reference/words";
import { startBrief } from "@/lib/briefs/written/actions";
import type { BriefCase, Proposal } from "@/lib/briefs/written/brief";
import { useFormats } from "@/lib/i18n/formats";
import { CaseChoice } from "./case-choice";

/** Which cases the brief is about, and in which language it is. */
export function StartForm({
  kind,
  sessionId,
  stateKey,
  cases,
  language,
  noted = [],
  proposal,
}: {
  kind: DraftKind;
  sessionId: string;
  /** Empty where a speech is on several. */
  stateKey: string;
  cases: readonly BriefCase[];
  language: AlertLanguage;
  /** The languages that are noted of a mission, as somebody wrote them. */
  noted?: readonly string[];
  /** Which are ticked; otherwise all that may be told. */
  proposal?: Proposal | null;
}) {
  const t = useTranslations("briefs.start");
  const mission = useTranslations("briefs.startMission");
  const formats = useFormats();
  const isMission = kind === "mission";
  const inLanguage = useTranslations("alerts.language");
  return (
    <ActionForm
      action={startBrief}
      hidden={{ kind, sessionId, stateKey }}
      labels={{ caseIds: t("cases"), language: t("language") }}
      submit={t("go")}
      className="max-w-2xl"
    >
      <CaseChoice
        kind={kind}
        cases={cases}
        chosen={proposal?.caseIds ?? cases.filter(({ told }) => told !== "no").map(({ id }) => id)}
        because={proposal?.because}
      />
      <FormSelect
        name="language"
        label={t("language")}
        hint={
          <bdi data-written="">
            {isMission ? mission("languageHint") : t("languageHint")}
            {noted.length > 0 &&
              ` ${mission("languageNoted", { languages: formats.list([...noted]) })}`}
          </bdi>
        }
        defaultValue={language}
        options={alertLanguages.map((one) => ({ value: one, label: inLanguage(one) }))}
      />
    </ActionForm>
  );
}
