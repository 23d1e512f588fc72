"use client";

import { useTranslations } from "next-intl";
import { type ComponentType, useEffect, useRef, useState } from "react";
import type { ComboboxOption } from "./combobox-options";
import type { TypedComboboxProps } from "./combobox-typed";
import { Field, type FieldTexts } from "./field";
import { Select } from "./select-field";

/**
 * Chooses one of many (a State, a case). A native list first; once the scripts are there, a field to
 * type into that also knows other spellings. Sends the chosen `value` under `name` either way. In
 * low-data mode the native list stays.
 */
export function Combobox({
  name,
  options,
  defaultValue = "",
  onChange,
  ...texts
}: FieldTexts & {
  name: string;
  options: ComboboxOption[];
  defaultValue?: string;
  onChange?: (value: string) => void;
}) {
  const t = useTranslations("forms");
  const [value, setValue] = useState(defaultValue);
  const [Typed, setTyped] = useState<ComponentType<TypedComboboxProps> | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const choose = (next: string) => {
    setValue(next);
    onChange?.(next);
  };
  useEffect(() => {
    if (document.documentElement.hasAttribute("data-low-data")) {
      return;
    }
    let gone = false;
    import("./combobox-typed").then((loaded) => {
      // Never taken from under someone who is already choosing.
      if (gone || list.current?.contains(document.activeElement)) {
        return;
      }
      // What was chosen before the scripts arrived stands in the page only.
      setValue(list.current?.querySelector("select")?.value ?? "");
      setTyped(() => loaded.TypedCombobox);
    });
    return () => {
      gone = true;
    };
  }, []);
  if (Typed) {
    return <Typed {...texts} name={name} options={options} value={value} onChange={choose} />;
  }
  return (
    <div ref={list}>
      <Field {...texts}>
        {(control) => (
          <Select
            {...control}
            name={name}
            required={!texts.optional}
            defaultValue={value}
            onChange={(event) => choose(event.target.value)}
            placeholder={t("choose")}
            options={options.map((option) => ({
              value: option.value,
              label: option.hint ? `${option.label} (${option.hint})` : option.label,
            }))}
          />
        )}
      </Field>
    </div>
  );
}
