"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { FormArea, FormSelect } from "@/components/forms/form-fields";
import { mostEditLength } from "@/lib/briefs/written/brief";
import { isSameText } from "@/lib/text/same-lines";
import { ChangedWords } from "./changed-words";

/** One text of a case, or one point, as the brief says it; where the two differ, which of them is meant. */
export function WordsField({
  of: name,
  label,
  now,
  edit,
  before,
  isPoint = false,
  rows = 5,
}: {
  /** Of which case and which of its texts, or which point. */
  of: string;
  label: string;
  /** What the case, or the point by itself, says now. */
  now: string;
  edit: { was: string; text: string } | undefined;
  /** What it said when its author last looked, where that is something else. */
  before: string | undefined;
  /** A point of a speech, whose name stands above it already. */
  isPoint?: boolean;
  rows?: number;
}) {
  const t = useTranslations(isPoint ? "briefs.speech.said" : "briefs.words");
  const since = useTranslations("briefs.since");
  const spoken = useTranslations("briefs.speech.said");
  const whole = useRef<HTMLDivElement>(null);
  const said = edit?.text ?? now;
  const shown = useRef(said);
  useEffect(() => {
    const area = whole.current?.querySelector("textarea");
    // What nobody typed over follows; a field that was filled once does not do so by itself.
    if (area && area.value === shown.current && area.value !== said) {
      area.value = said;
    }
    shown.current = said;
  }, [said]);
  const hasChanged = edit !== undefined && !isSameText(edit.was, now);
  return (
    <div ref={whole} className="flex flex-col gap-2">
      <input type="hidden" name={`was.${name}`} value={edit?.was ?? now} />
      <FormArea
        name={`text.${name}`}
        label={label}
        labelHidden={isPoint}
        {...(edit && !hasChanged && { hint: t("edited") })}
        rows={rows}
        maxLength={mostEditLength}
        optional
        defaultValue={said}
      />
      {!edit && before !== undefined && (
        <ChangedWords
          name={name}
          was={before}
          now={now}
          title={isPoint ? spoken("before") : since("before")}
          field={whole}
        />
      )}
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
            // Each change is decided anew: what was kept before says nothing of it.
            key={`${edit.was} ${now}`}
            name={`answer.${name}`}
            label={t("answer")}
            defaultValue="later"
            // While both say the same, keeping decides nothing: what changes with this very form is still asked about.
            options={
              hasChanged
                ? (["later", "keep", "take"] as const).map((value) => ({ value, label: t(value) }))
                : [
                    { value: "later", label: t("keep") },
                    { value: "take", label: t("take") },
                  ]
            }
            onChange={({ target }) => {
              const text = whole.current?.querySelector("textarea");
              if (text && target.value === "take") {
                text.value = now;
              }
            }}
          />
        </div>
      )}
    </div>
  );
}
