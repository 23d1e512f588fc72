import { useTranslations } from "next-intl";
import { FormCheckboxes } from "@/components/forms/form-fields";
import type { DraftKind } from "@/db/reference/words";
import type { BriefCase, Proposal } from "@/lib/briefs/written/brief";
import { useFormats } from "@/lib/i18n/formats";

/** Where each kind is begun. */
const starts = {
  pre_session: "start",
  mission: "startMission",
  speaking: "startSpeaking",
} as const satisfies Record<DraftKind, string>;

/** The cases that a brief may be about; one that its readers may not be told of can't be chosen. */
export function CaseChoice({
  cases,
  chosen,
  kind,
  because,
}: {
  kind: DraftKind;
  cases: readonly BriefCase[];
  chosen: readonly string[];
  /** Why just these are ticked. */
  because?: Proposal["because"] | undefined;
}) {
  const t = useTranslations("briefs");
  const formats = useFormats();
  const isMission = kind === "mission";
  const toldOf = ({ ask = [], told }: BriefCase) =>
    !isMission
      ? t(`told.${told}`)
      : told === "no" && ask.length > 0
        ? t("toldMission.ask", { people: formats.list(ask) })
        : t(`toldMission.${told}`);
  return (
    <FormCheckboxes
      name="caseIds"
      label={t("start.cases")}
      hint={
        <>
          {t(`${starts[kind]}.casesHint`)}
          {because && chosen.length > 0 && <> {t(`startMission.ticked.${because}`)}</>}
        </>
      }
      defaultValue={chosen}
      options={cases.map((one) => ({
        value: one.id,
        label: (
          <bdi data-written="">
            {one.reference} · {one.title}
          </bdi>
        ),
        hint: <bdi>{toldOf(one)}</bdi>,
        // What was chosen before stays changeable: it must be possible to leave it out.
        disabled: one.told === "no" && !chosen.includes(one.id),
      }))}
    />
  );
}
