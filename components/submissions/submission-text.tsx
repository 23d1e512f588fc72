"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { ChangedWords } from "@/components/briefs/changed-words";
import { FormArea, FormSelect } from "@/components/forms/form-fields";
import type { SubmissionText } from "@/db/reference/words";
import type { SubmittedTexts } from "@/lib/submissions/submission";
import { mostTextLength } from "@/lib/submissions/submission";

/**
 * One text of a submission. Where everybody is to be named it follows the case until somebody writes it in another way;
 * else what the case says stands beside, and the paper says what is written here alone.
 */
export function SubmissionTextField({
  field,
  now,
  had,
  isFollowing,
  before,
}: {
  field: SubmissionText;
  /** What the case says now; undefined where a case has no words for it. */
  now: string | undefined;
  had: SubmittedTexts[SubmissionText];
  /** Whether the words of the case may go along. */
  isFollowing: boolean;
  /** What the case said when its author last looked, where that is something else. */
  before: string | undefined;
}) {
  const t = useTranslations("submissions");
  const since = useTranslations("briefs.since");
  const whole = useRef<HTMLDivElement>(null);
  const isOfCase = now !== undefined;
  const shown = had?.text ?? (isFollowing ? (now ?? "") : "");
  const hasChanged = isOfCase && had !== undefined && had.was !== now;
  const hints = { link: t("textHint.link"), sources: t("textHint.sources") };
  const hint = field === "link" || field === "sources" ? hints[field] : undefined;
  const take = ({ target }: { target: HTMLSelectElement }) => {
    const text = whole.current?.querySelector("textarea");
    if (text && target.value === "take") {
      text.value = isFollowing ? (now ?? "") : "";
    }
  };
  return (
    <div ref={whole} className="flex flex-col gap-2">
      <input type="hidden" name={`shown.${field}`} value={shown} />
      {isOfCase && <input type="hidden" name={`was.${field}`} value={now} />}
      <FormArea
        name={`text.${field}`}
        label={t(`text.${field}`)}
        {...(hint && { hint })}
        rows={field === "summary" ? 8 : 4}
        maxLength={mostTextLength}
        optional={field !== "link" && field !== "urgency"}
        defaultValue={shown}
      />
      {isOfCase && !isFollowing && now !== "" && !hasChanged && (
        <Beside title={t("write.caseSays")} text={now} />
      )}
      {isFollowing && !had && before !== undefined && (
        <ChangedWords
          name={field}
          was={before}
          now={now ?? ""}
          title={since("before")}
          field={whole}
        />
      )}
      {hasChanged && <Beside title={t("write.changed")} text={now || t("write.nothing")} />}
      {isOfCase && isFollowing && had && (
        <FormSelect
          key={`${had.was} ${hasChanged}`}
          name={`answer.${field}`}
          label={t("write.answer")}
          defaultValue={hasChanged ? "later" : "keep"}
          options={(hasChanged
            ? (["later", "keep", "take"] as const)
            : (["keep", "take"] as const)
          ).map((value) => ({ value, label: t(`write.${value}`) }))}
          onChange={take}
        />
      )}
    </div>
  );
}

function Beside({ title, text }: { title: string; text: string }) {
  return (
    <div className="border-s-2 border-caution ps-3 text-meta">
      <p className="font-semibold">{title}</p>
      <p dir="auto" data-written="" className="whitespace-pre-line text-ink-muted">
        {text}
      </p>
    </div>
  );
}
