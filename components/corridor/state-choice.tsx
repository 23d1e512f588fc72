"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type MouseEvent, useState } from "react";
import { StageTile } from "@/components/commitments/stage-glyph";
import { buttonClasses } from "@/components/ui/button";
import { foldText } from "@/components/ui/fold-text";
import { Icon } from "@/components/ui/icon";
import { ChevronRight } from "@/components/ui/icons";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { Corridor, CorridorPlace } from "@/lib/corridor/corridor";

const shownMatches = 8;

/** Which State: those that are pinned, those that are near, then any other by two letters, or from a list of all. */
export function StateChoice({
  places,
  pinned,
  states,
  listsAll,
  onChoose,
}: Pick<Corridor, "places" | "pinned" | "states"> & {
  listsAll: boolean;
  onChoose(place: CorridorPlace): void;
}) {
  const t = useTranslations("corridor");
  const [typed, setTyped] = useState("");
  const wanted = foldText(typed);
  const matches =
    wanted.length < 2
      ? []
      : states
          .filter(({ name }) => ` ${foldText(name)}`.includes(` ${wanted}`))
          .slice(0, shownMatches);
  const choose = (event: MouseEvent, place: CorridorPlace | undefined) => {
    if (place && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      onChoose(place);
    }
  };
  /** What the page knows of a State; without a network its name is enough to note words for it. */
  const known = (state: { key: string; name: string }) =>
    places.find(({ key }) => key === state.key) ??
    (navigator.onLine ? undefined : { ...state, asks: [], cautions: [], notAbout: [] });
  const isPinned = ({ key }: CorridorPlace) => pinned.includes(key);
  const parts = (
    [
      ["pinned", places.filter(isPinned)],
      ["near", places.filter((place) => !isPinned(place))],
    ] as const
  ).filter(([, of]) => of.length > 0);
  return (
    <div className="flex flex-col gap-6">
      {parts.map(([name, of]) => (
        <section key={name} aria-labelledby={name} className="flex flex-col gap-2">
          <h2 id={name} className="text-meta font-normal text-ink-muted">
            {t(name)}
          </h2>
          <ul className="flex flex-col gap-2">
            {of.map((place) => (
              <li key={place.key}>
                <StateLink state={place} onClick={(event) => choose(event, place)}>
                  {place.asks.slice(0, 3).map((ask) => (
                    <StageTile key={ask.id} stage={ask.stage} />
                  ))}
                </StateLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <div className="flex flex-col gap-2 scripts-off:hidden">
        <TextField
          label={t("another")}
          hint={t("anotherHint")}
          optional={false}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <ul aria-live="polite" className="flex flex-col gap-2">
          {matches.map((state) => (
            <li key={state.key}>
              <StateLink state={state} onClick={(event) => choose(event, known(state))} />
            </li>
          ))}
          {wanted.length >= 2 && matches.length === 0 && (
            <li className="py-2 text-ink-muted">{t("noMatch")}</li>
          )}
        </ul>
      </div>
      {listsAll ? (
        <form method="get" action="/corridor" className="flex flex-col gap-3">
          <SelectField
            label={t("all")}
            name="state"
            options={states.map(({ key, name }) => ({ value: key, label: name }))}
          />
          <button type="submit" className={buttonClasses({ look: "secondary" })}>
            {t("open")}
          </button>
        </form>
      ) : (
        // Without scripts: every State twice would weigh on everybody else's page.
        <Link
          href={"/corridor?all=1" as Route}
          prefetch={false}
          className="link hidden min-h-11 items-center scripts-off:flex"
        >
          {t("all")}
        </Link>
      )}
    </div>
  );
}

function StateLink({
  state,
  onClick,
  children,
}: {
  state: { key: string; name: string };
  onClick(event: MouseEvent): void;
  children?: React.ReactNode;
}) {
  return (
    <Link
      href={`/corridor?state=${state.key}` as Route}
      prefetch={false}
      onClick={onClick}
      className="flex min-h-13 items-center gap-3 rounded-control border border-line-strong bg-surface px-4 font-semibold hover:bg-sunken"
    >
      <bdi data-written="" className="min-w-0 flex-1">
        {state.name}
      </bdi>
      {children}
      <Icon of={ChevronRight} directional className="text-ink-muted" />
    </Link>
  );
}
