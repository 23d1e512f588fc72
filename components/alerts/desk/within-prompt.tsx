"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Choice, FieldGroup } from "@/components/ui/choice-group";
import { TextField } from "@/components/ui/text-field";
import { Prompt } from "./prompt";
import type { ReadSentence, Within } from "./sentence-around";

/** As app.join_words does it: no space stays before what closes a sentence or a part of it. */
const closing = /^[\s.,;:!?)\]”…،؛؟。，；：！？、）]/u;

/** How far some words go, and what the others read there: the sentence as it will stand in their edition. */
export function WithinPrompt({
  maySeal,
  language,
  sentence,
  onWithin,
  onClose,
}: {
  maySeal: boolean;
  language: string;
  /** What the others read around the words; null while the last words were not looked at yet. */
  sentence: (within: Within, instead: string) => ReadSentence | null;
  onWithin: (within: Within, instead: string) => void;
  onClose: () => void;
}) {
  const t = useTranslations("alerts.desk.within");
  const preview = useTranslations("alerts.desk.preview");
  const common = useTranslations("common");
  const choices: Within[] = maySeal ? ["team", "coalition", "missions"] : ["coalition", "missions"];
  const [within, setWithin] = useState<Within>("coalition");
  const [instead, setInstead] = useState("");
  const read = sentence(within, instead.trim());
  const isEmpty = instead.trim() === "";
  return (
    <Prompt
      title={t("title")}
      submit={t("submit")}
      cancel={common("cancel")}
      onClose={onClose}
      onSubmit={() => onWithin(within, instead.trim())}
    >
      <FieldGroup label={t("label")}>
        {choices.map((value) => (
          <Choice
            key={value}
            type="radio"
            name="within"
            value={value}
            checked={value === within}
            onChange={() => setWithin(value)}
            label={t(value)}
            hint={t(`${value}Hint`)}
          />
        ))}
      </FieldGroup>
      <TextField
        name="instead"
        label={t("instead")}
        hint={t("insteadHint")}
        optional
        maxLength={500}
        value={instead}
        onChange={(event) => setInstead(event.currentTarget.value)}
      />
      <div
        role="status"
        className="rounded-control border border-line bg-sunken px-3 py-2.5"
        data-testid="as-read"
      >
        <p className="text-meta text-ink-muted">{t(`reads.${within}`)}</p>
        {read ? (
          <p lang={language} dir="auto" className="mt-1 font-serif wrap-anywhere">
            {read.instead || !closing.test(read.after) ? read.before : read.before.trimEnd()}
            {read.instead && <mark className="bg-accent-soft text-inherit">{read.instead}</mark>}
            {read.after}
          </p>
        ) : (
          <p className="mt-1 text-ink-muted">{preview("reading")}</p>
        )}
        {isEmpty && <p className="mt-1.5 text-meta text-caution">{t("gap")}</p>}
      </div>
    </Prompt>
  );
}
