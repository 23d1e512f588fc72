"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormParts } from "@/components/forms/action-form";
import { Choice, FieldGroup } from "@/components/ui/choice-group";
import { Select } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { MissionChoice } from "@/lib/briefs/packs/pack";

/** The missions that a pack may be for, each with its language; a search hides what it does not find, and unchooses nothing. */
export function MissionList({
  missions,
  languages,
}: {
  missions: readonly MissionChoice[];
  languages: { value: string; label: string }[];
}) {
  const t = useTranslations("packs");
  const { fault, typed, typedAll, round } = useFormParts();
  const sent = typedAll("stateKeys[]");
  const [chosen, setChosen] = useState(
    () => new Set(sent ?? missions.filter(({ isChosen }) => isChosen).map(({ key }) => key)),
  );
  const [sought, setSought] = useState("");
  const fits = ({ name }: MissionChoice) =>
    name.toLowerCase().includes(sought.trim().toLowerCase());
  const choose = (key: string, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) {
      next.add(key);
    } else {
      next.delete(key);
    }
    setChosen(next);
  };
  return (
    <div id="stateKeys">
      <FieldGroup label={t("missions")} hint={t("missionsHint")} error={fault("stateKeys")}>
        <div className="my-2 flex flex-wrap items-end gap-x-6 gap-y-2 noscript:hidden">
          <TextField
            type="search"
            label={t("search")}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            onKeyDown={(event) => {
              // It looks, and sends nothing.
              if (event.key === "Enter") {
                event.preventDefault();
              }
            }}
          />
          <p role="status" className="pb-2 text-meta text-ink-muted">
            {t("chosen", { count: chosen.size })}
            {sought.trim() !== "" && ` · ${t("found", { count: missions.filter(fits).length })}`}
          </p>
        </div>
        <ul className="max-h-112 overflow-y-auto rounded-panel border border-line">
          {missions.map((one) => (
            <li
              key={one.key}
              hidden={!fits(one)}
              className="border-b border-line px-3 last:border-b-0"
            >
              <div className="flex flex-wrap items-center justify-between gap-x-4 py-1">
                <Choice
                  key={round}
                  type="checkbox"
                  name="stateKeys[]"
                  value={one.key}
                  label={<bdi>{one.name}</bdi>}
                  defaultChecked={chosen.has(one.key)}
                  onChange={(event) => choose(one.key, event.target.checked)}
                />
                <Select
                  key={`${round} language`}
                  name={`language.${one.key}`}
                  aria-label={t("languageOf", { state: one.name })}
                  defaultValue={typed(`language.${one.key}`, one.language)}
                  options={languages}
                  className="w-44"
                />
              </div>
            </li>
          ))}
        </ul>
      </FieldGroup>
    </div>
  );
}
