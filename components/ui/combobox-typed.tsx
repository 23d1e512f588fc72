"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import {
  Button as AriaButton,
  ComboBox,
  I18nProvider,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from "react-aria-components";
import { announce } from "./announce";
import { classes } from "./classes";
import { type ComboboxOption, matchOptions, shownOptions } from "./combobox-options";
import { type FieldTexts, OptionalMark } from "./field";
import { Icon } from "./icon";
import { Check, ChevronDown, CircleAlert } from "./icons";

export type TypedComboboxProps = FieldTexts & {
  name: string;
  options: ComboboxOption[];
  value: string;
  onChange: (value: string) => void;
};

/** The combobox with typing. Loaded by `Combobox`; not used by itself. */
export function TypedCombobox({
  name,
  options,
  value,
  onChange,
  label,
  hint,
  error,
  optional,
  labelHidden,
  className,
}: TypedComboboxProps) {
  const t = useTranslations("forms");
  const chosen = options.find((option) => option.value === value);
  const [typed, setTyped] = useState(chosen?.label ?? "");
  const matches = matchOptions(options, typed === chosen?.label ? "" : typed);
  const rest = matches.length - shownOptions;
  return (
    <I18nProvider locale={useLocale()}>
      <ComboBox
        name={name}
        formValue="key"
        isRequired={!optional}
        isInvalid={Boolean(error)}
        menuTrigger="input"
        allowsEmptyCollection
        items={matches.slice(0, shownOptions)}
        defaultFilter={() => true}
        selectedKey={value || null}
        onSelectionChange={(key) => {
          onChange(key === null ? "" : String(key));
          setTyped(options.find((option) => option.value === key)?.label ?? "");
        }}
        inputValue={typed}
        onInputChange={(text) => {
          setTyped(text);
          if (text && text !== chosen?.label) {
            announce(t("combobox.matches", { count: matchOptions(options, text).length }));
          }
        }}
        className={classes("flex flex-col gap-1", className)}
      >
        <Label className={labelHidden ? "sr-only" : "font-semibold"}>
          {label}
          {optional && <OptionalMark />}
        </Label>
        {hint && (
          <Text slot="description" className="max-w-measure text-meta text-ink-muted">
            {hint}
          </Text>
        )}
        {error && (
          <Text slot="errorMessage" className="flex gap-1.5 font-semibold text-danger">
            <Icon of={CircleAlert} className="mt-px" />
            <span>
              <span className="sr-only">{t("errorPrefix")} </span>
              {error}
            </span>
          </Text>
        )}
        <div className="relative">
          <Input autoComplete="off" className="control pe-10" />
          <AriaButton
            aria-label={t("combobox.open")}
            className="absolute inset-y-0 end-0 flex w-10 items-center justify-center rounded-control text-ink-muted"
          >
            <Icon of={ChevronDown} />
          </AriaButton>
        </div>
        <Popover className="w-(--trigger-width) overflow-y-auto rounded-control border border-line-strong bg-surface p-1 shadow-overlay">
          <ListBox<ComboboxOption>
            className="outline-none"
            renderEmptyState={() => (
              <p className="px-3 py-2 text-ink-muted">{t("combobox.noMatch")}</p>
            )}
          >
            {(option) => (
              <ListBoxItem
                id={option.value}
                textValue={option.label}
                className="flex min-h-row cursor-pointer items-center gap-3 rounded-cell px-3 outline-none data-focused:bg-accent-soft data-selected:font-semibold forced-colors:data-focused:outline-2"
              >
                {({ isSelected }) => (
                  <>
                    <span className="flex-1">{option.label}</span>
                    {option.hint && <span className="text-meta text-ink-muted">{option.hint}</span>}
                    {isSelected && <Icon of={Check} size={16} />}
                  </>
                )}
              </ListBoxItem>
            )}
          </ListBox>
          {rest > 0 && (
            <p className="px-3 py-2 text-meta text-ink-muted">
              {t("combobox.more", { count: rest })}
            </p>
          )}
        </Popover>
      </ComboBox>
    </I18nProvider>
  );
}
