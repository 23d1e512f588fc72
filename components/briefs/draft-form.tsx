import { useTranslations } from "next-intl";
import { FormArea, FormSelect, FormText } from "@/components/forms/form-fields";
import { type AlertLanguage, alertLanguages, type DraftKind } from "@/db/reference/words";
import { isFact } from "@/lib/briefs/noted";
import { keepBrief } from "@/lib/briefs/written/actions";
import {
  type BriefCase,
  type BriefInputs,
  type EditedWords,
  type LikelyQuestion,
  mostWordings,
  type PlacedPoint,
} from "@/lib/briefs/written/brief";
import type { BriefChange } from "@/lib/briefs/written/known";
import type { BriefPreview } from "@/lib/briefs/written/preview";
import { leastMinutes, mostMinutes } from "@/lib/briefs/written/speech";
import { AnswersField } from "./answers-field";
import { AskField } from "./ask-field";
import { CaseChoice } from "./case-choice";
import { CaseOrder } from "./case-order";
import { CaseWords } from "./case-words";
import { ChangedSince } from "./changed-since";
import { DraftShell } from "./draft-shell";
import { PartsField } from "./parts-field";
import { usePlaceName } from "./place-name";
import { PointsField } from "./points-field";
import { WordingsField } from "./wordings-field";

/**
 * What somebody writes for a brief: cases, ask, words to lift in their order, contact; the parts of the paper, and the
 * words of the cases as it says them; of a speech its minutes, its points, and what may be asked. With scripts it is saved as it is written, so that the paper beside it follows.
 */
export function DraftForm({
  draft,
  form,
  cases,
  look,
  isPreSession,
  told,
  changes,
}: {
  draft: {
    id: string;
    kind: DraftKind;
    language: AlertLanguage;
    caseIds: readonly string[];
    ask: string;
    wordings: BriefInputs["wordings"];
    contact: string;
    edits: EditedWords;
    speakingSeconds: number | null;
    points: readonly PlacedPoint[];
    answers: readonly LikelyQuestion[];
    version: number;
    savedBy: string | null;
  };
  /** What this form is known by among others of the same draft. */
  form: string;
  cases: readonly BriefCase[];
  /** The paper as it stands; null where its author may not see it any more. */
  look: BriefPreview | null;
  /** Of a speech: whether it is for a pre-session. */
  isPreSession: boolean;
  /** The chosen cases as far as they may be told. */
  told: BriefInputs["cases"];
  /** What it is made from and says something else than when its author last looked. */
  changes: readonly BriefChange[];
}) {
  const t = useTranslations("briefs.write");
  const start = useTranslations("briefs.start");
  const speech = useTranslations("briefs.speech");
  const inLanguage = useTranslations("alerts.language");
  const nameOf = usePlaceName();
  const before = (name: string) => changes.find((one) => one.name === name)?.was;
  // In Chinese signs are counted.
  const signs = draft.language === "zh" ? "Signs" : "";
  const labels = Object.fromEntries(
    Array.from({ length: mostWordings }, (_, at) => [
      `text${at}`,
      t("wording", { number: at + 1 }),
    ]),
  );
  return (
    <DraftShell
      action={keepBrief}
      draftId={draft.id}
      form={form}
      version={draft.version}
      savedBy={draft.savedBy}
      labels={{
        minutes: speech("minutes"),
        ask: t("ask"),
        contact: t("contact"),
        ...labels,
      }}
      present={[
        draft.ask,
        ...draft.wordings.map(({ text }) => text),
        draft.contact,
        ...told.flatMap(({ id }) =>
          Object.values(draft.edits[id] ?? {}).map((edit) => edit?.text ?? ""),
        ),
        ...draft.points.map(({ edit }) => edit?.text ?? ""),
        ...draft.answers.flatMap(({ answer, question }) => [question, answer]),
      ].filter(Boolean)}
    >
      <ChangedSince
        of={changes.map((one) => ({
          ...one,
          label: nameOf(one.place),
          isFact: isFact(one),
          before: one.isReadable ? one.was : null,
        }))}
      />
      {draft.speakingSeconds !== null && (
        <FormText
          name="minutes"
          label={speech("minutes")}
          hint={speech("minutesHint", { isPreSession: String(isPreSession) })}
          type="number"
          min={leastMinutes}
          max={mostMinutes}
          step={0.5}
          inputMode="decimal"
          width="short"
          defaultValue={draft.speakingSeconds / 60}
        />
      )}
      <AskField
        language={draft.language}
        ask={draft.ask}
        standsFirst={draft.speakingSeconds === null}
      />
      <CaseChoice kind={draft.kind} cases={cases} chosen={draft.caseIds} />
      <CaseOrder cases={cases} chosen={draft.caseIds} />
      <FormSelect
        name="language"
        label={start("language")}
        defaultValue={draft.language}
        options={alertLanguages.map((one) => ({ value: one, label: inLanguage(one) }))}
      />
      {look?.speech && (
        <PointsField
          of={look.speech}
          placed={draft.points}
          before={before}
          isSigns={signs !== ""}
        />
      )}
      <WordingsField wordings={draft.wordings} />
      <FormArea
        name="contact"
        label={t("contact")}
        hint={t("contactHint")}
        rows={2}
        maxLength={400}
        optional
        defaultValue={draft.contact}
      />
      {draft.speakingSeconds !== null && <AnswersField answers={draft.answers} />}
      {look && !look.speech && (
        <PartsField parts={look.parts} turns={look.turns} isSigns={signs !== ""} />
      )}
      {(look?.speech ? [] : told)
        .filter(({ words }) => words !== null)
        .map((one) => (
          <CaseWords key={one.id} of={one} edits={draft.edits[one.id]} before={before} />
        ))}
    </DraftShell>
  );
}
