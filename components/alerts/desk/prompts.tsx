"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Choice, FieldGroup } from "@/components/ui/choice-group";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { audiences, forums } from "@/db/reference/words";
import type { DeskDefender } from "@/lib/alerts/desk";
import { isSafeLink } from "@/lib/alerts/safe-link";
import { Prompt } from "./prompt";

interface Shared {
  onClose: () => void;
}

/** An address for some words: https and mail alone. */
export function LinkPrompt({
  href,
  onLink,
  onClose,
}: Shared & { href: string; onLink: (href: string | null) => void }) {
  const t = useTranslations("alerts.desk.link");
  const common = useTranslations("common");
  const [value, setValue] = useState(href);
  const [isTried, setTried] = useState(false);
  const isWrong = value !== "" && !(isSafeLink as (href: unknown) => boolean)(value);
  return (
    <Prompt
      title={t("title")}
      submit={t("submit")}
      cancel={common("cancel")}
      onClose={onClose}
      check={() => {
        setTried(true);
        return !isWrong;
      }}
      onSubmit={() => onLink(value || null)}
    >
      <TextField
        name="href"
        label={t("label")}
        hint={t("hint")}
        error={isWrong && isTried ? t("wrong") : undefined}
        optional
        dir="ltr"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value.trim())}
      />
    </Prompt>
  );
}

/** Which protected name is put where the caret is. */
export function PersonPrompt({
  defenders,
  onPerson,
  onClose,
}: Shared & { defenders: readonly DeskDefender[]; onPerson: (id: string) => void }) {
  const t = useTranslations("alerts.desk.person");
  const common = useTranslations("common");
  return (
    <Prompt
      title={t("title")}
      submit={t("submit")}
      cancel={common("cancel")}
      onClose={onClose}
      onSubmit={(form) => onPerson(String(form.get("person")))}
    >
      <FieldGroup label={t("label")} hint={t("hint")}>
        {defenders.map(({ id, label }, index) => (
          <Choice
            key={id}
            type="radio"
            name="person"
            value={id}
            defaultChecked={index === 0}
            label={<bdi>{label}</bdi>}
          />
        ))}
      </FieldGroup>
    </Prompt>
  );
}

/** What is asked: where, and who reads it. */
export function AskPrompt({
  onAsk,
  onClose,
}: Shared & { onAsk: (forum: string, upTo: string) => void }) {
  const t = useTranslations("alerts.desk.ask");
  const all = useTranslations("alerts.desk.audience");
  const common = useTranslations("common");
  return (
    <Prompt
      title={t("title")}
      submit={t("submit")}
      cancel={common("cancel")}
      onClose={onClose}
      onSubmit={(form) => onAsk(String(form.get("forum")), String(form.get("upTo")))}
    >
      <SelectField
        name="forum"
        label={t("where")}
        defaultValue="upr"
        options={forums.map((value) => ({ value, label: t(value) }))}
      />
      <SelectField
        name="upTo"
        label={t("reads")}
        defaultValue="public"
        options={audiences.map((value) => ({ value, label: all(value) }))}
      />
    </Prompt>
  );
}
