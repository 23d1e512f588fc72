import { useTranslations } from "next-intl";
import { FormArea, FormSelect, FormText } from "@/components/forms/form-fields";
import { type AlertLanguage, alertLanguages, wordingKinds } from "@/db/reference/words";
import {
  type BriefCase,
  type BriefInputs,
  type EditedWords,
  mostAskWords,
  mostWordings,
} from "@/lib/briefs/pre-session/brief";
import type { BriefPreview } from "@/lib/briefs/pre-session/preview";
import { CaseChoice } from "./case-choice";
import { CaseWords } from "./case-words";
import { DraftShell } from "./draft-shell";
import { PartsField } from "./parts-field";

/** Empty places below what is written, for more. */
const furtherRows = 2;

/**
 * What somebody writes for a brief: cases, ask, words to lift in their order, contact; the parts of the paper, and the
 * words of the cases as it says them. With scripts it is saved as it is written, so that the paper beside it follows.
 */
export function DraftForm({
  draft,
  form,
  cases,
  look,
  told,
}: {
  draft: {
    id: string;
    language: AlertLanguage;
    caseIds: readonly string[];
    ask: string;
    wordings: BriefInputs["wordings"];
    contact: string;
    edits: EditedWords;
    version: number;
    savedBy: string | null;
  };
  /** What this form is known by among others of the same draft. */
  form: string;
  cases: readonly BriefCase[];
  /** The paper as it stands; null where its author may not see it any more. */
  look: BriefPreview | null;
  /** The chosen cases as far as they may be told. */
  told: BriefInputs["cases"];
}) {
  const t = useTranslations("briefs.write");
  const start = useTranslations("briefs.start");
  const kinds = useTranslations("briefs.wordingKind");
  const inLanguage = useTranslations("alerts.language");
  const most = mostAskWords(draft.language);
  // In Chinese signs are counted.
  const signs = draft.language === "zh" ? "Signs" : "";
  const rows = Array.from(
    { length: Math.min(mostWordings, draft.wordings.length + furtherRows) },
    (_, at) => at,
  );
  const labels = Object.fromEntries(
    rows.map((at) => [`text${at}`, t("wording", { number: at + 1 })]),
  );
  return (
    <DraftShell
      draftId={draft.id}
      form={form}
      version={draft.version}
      savedBy={draft.savedBy}
      labels={{ ask: t("ask"), contact: t("contact"), ...labels }}
      present={[
        draft.ask,
        ...draft.wordings.map(({ text }) => text),
        draft.contact,
        ...told.flatMap(({ id }) =>
          Object.values(draft.edits[id] ?? {}).map((edit) => edit?.text ?? ""),
        ),
      ].filter(Boolean)}
    >
      <FormArea
        name="ask"
        label={t("ask")}
        hint={
          <>
            {t(`askHint${signs}`, { most })}{" "}
            {t(`askCount${signs}`, { count: look?.askWords ?? 0, most })}
          </>
        }
        rows={5}
        maxLength={600}
        defaultValue={draft.ask}
      />
      <CaseChoice cases={cases} chosen={draft.caseIds} />
      <FormSelect
        name="language"
        label={start("language")}
        defaultValue={draft.language}
        options={alertLanguages.map((one) => ({ value: one, label: inLanguage(one) }))}
      />
      <fieldset className="flex min-w-0 flex-col gap-4">
        <legend className="mb-1 font-semibold">{t("wordings")}</legend>
        <p className="text-meta text-ink-muted">{t("wordingsHint")}</p>
        {rows.map((at) => (
          <fieldset key={at} className="flex min-w-0 flex-col gap-2 border-s-2 border-line ps-3">
            <legend className="sr-only">{t("wording", { number: at + 1 })}</legend>
            <div className="flex flex-wrap gap-3">
              <FormText
                name={`place${at}`}
                label={t("place")}
                type="number"
                min={1}
                max={99}
                inputMode="numeric"
                width="short"
                optional
                defaultValue={at + 1}
              />
              <FormSelect
                name={`kind${at}`}
                label={t("kind")}
                defaultValue={draft.wordings[at]?.kind ?? "recommendation"}
                options={wordingKinds.map((one) => ({ value: one, label: kinds(one) }))}
              />
            </div>
            <FormArea
              name={`text${at}`}
              label={t("text")}
              rows={3}
              maxLength={1_000}
              optional
              defaultValue={draft.wordings[at]?.text ?? ""}
            />
          </fieldset>
        ))}
      </fieldset>
      <FormArea
        name="contact"
        label={t("contact")}
        hint={t("contactHint")}
        rows={2}
        maxLength={400}
        optional
        defaultValue={draft.contact}
      />
      {look && <PartsField parts={look.parts} turns={look.turns} isSigns={signs !== ""} />}
      {told
        .filter(({ words }) => words !== null)
        .map((one) => (
          <CaseWords key={one.id} of={one} edits={draft.edits[one.id]} />
        ))}
    </DraftShell>
  );
}
