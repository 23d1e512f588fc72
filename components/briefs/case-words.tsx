import { useTranslations } from "next-intl";
import { FormArea, FormSelect } from "@/components/forms/form-fields";
import { toldFields } from "@/db/reference/words";
import type { BriefInputs, EditedWords } from "@/lib/briefs/pre-session/brief";
import { mostEditLength } from "@/lib/briefs/pre-session/input";

/**
 * The words of a case as the brief says them. One that differs from the case says so; once the case has changed since,
 * both stand beside each other and somebody decides.
 */
export function CaseWords({
  of: { id, reference, words },
  edits = {},
}: {
  of: BriefInputs["cases"][number];
  edits: EditedWords[string] | undefined;
}) {
  const t = useTranslations("briefs.words");
  const fields = toldFields.filter((field) => words?.[field] || edits[field]);
  if (fields.length === 0) {
    return null;
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-1 font-semibold">
        <bdi>{t("title", { reference })}</bdi>
      </legend>
      <p className="text-meta text-ink-muted">{t("hint")}</p>
      {fields.map((field) => {
        const now = words?.[field] ?? "";
        const edit = edits[field];
        const hasChanged = edit !== undefined && edit.was !== now;
        return (
          <div key={field} className="flex flex-col gap-2">
            <input type="hidden" name={`was.${id}.${field}`} value={edit?.was ?? now} />
            <FormArea
              name={`text.${id}.${field}`}
              label={t(`field.${field}`)}
              {...(edit && !hasChanged && { hint: t("edited") })}
              rows={5}
              maxLength={mostEditLength}
              optional
              defaultValue={edit?.text ?? now}
            />
            {edit && (
              <div className="flex flex-col gap-2 border-s-2 border-caution ps-3">
                {hasChanged && (
                  <>
                    <p className="text-meta font-semibold">{t("changed")}</p>
                    <p dir="auto" data-written="" className="text-meta whitespace-pre-line">
                      {now || t("nothing")}
                    </p>
                  </>
                )}
                <FormSelect
                  name={`answer.${id}.${field}`}
                  label={t("answer")}
                  defaultValue={hasChanged ? "later" : "keep"}
                  options={(hasChanged
                    ? (["later", "keep", "take"] as const)
                    : (["keep", "take"] as const)
                  ).map((value) => ({ value, label: t(value) }))}
                />
              </div>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
