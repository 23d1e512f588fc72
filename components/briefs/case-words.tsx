import { useTranslations } from "next-intl";
import { toldFields } from "@/db/reference/words";
import type { BriefInputs, EditedWords } from "@/lib/briefs/written/brief";
import { WordsField } from "./words-field";

/**
 * The words of a case as the brief says them. One that differs from the case says so; once the case has changed since,
 * both stand beside each other and somebody decides.
 */
export function CaseWords({
  of: { id, reference, words },
  edits = {},
  before,
}: {
  of: BriefInputs["cases"][number];
  edits: EditedWords[string] | undefined;
  /** What a field said when its author last looked, where that is something else. */
  before: (name: string) => string | undefined;
}) {
  const t = useTranslations("briefs.words");
  const fields = toldFields.filter(
    (field) => words?.[field] || edits[field] || before(`${id}.${field}`),
  );
  if (fields.length === 0) {
    return null;
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-1 font-semibold">
        <bdi>{t("title", { reference })}</bdi>
      </legend>
      <p className="text-meta text-ink-muted">{t("hint")}</p>
      {fields.map((field) => (
        <WordsField
          key={field}
          of={`${id}.${field}`}
          label={t(`field.${field}`)}
          now={words?.[field] ?? ""}
          edit={edits[field]}
          before={before(`${id}.${field}`)}
        />
      ))}
    </fieldset>
  );
}
