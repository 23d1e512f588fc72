"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { FormSelect } from "@/components/forms/form-fields";

/** Words that follow the case, and changed since their author last looked: as they were, and which of both are meant. */
export function ChangedWords({
  name,
  was,
  now,
  title,
  field,
}: {
  /** Of the field. */
  name: string;
  was: string;
  now: string;
  title: string;
  /** Around the field, into which the words go that are chosen. */
  field: RefObject<HTMLElement | null>;
}) {
  const t = useTranslations("briefs.since");
  const words = useTranslations("briefs.words");
  return (
    <div className="flex flex-col gap-2 border-s-2 border-caution ps-3">
      <p className="text-meta font-semibold">{title}</p>
      <p dir="auto" data-written="" className="text-meta whitespace-pre-line">
        {was || words("nothing")}
      </p>
      <FormSelect
        // Each change is decided anew.
        key={`${was} ${now}`}
        name={`answer.${name}`}
        label={words("answer")}
        defaultValue="later"
        options={[
          { value: "later", label: words("later") },
          { value: "take", label: t("take") },
          { value: "keep", label: t("keep") },
        ]}
        onChange={({ target }) => {
          const text = field.current?.querySelector("textarea");
          if (text) {
            text.value = target.value === "keep" ? was : now;
          }
        }}
      />
    </div>
  );
}
