"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { StageTile } from "@/components/commitments/stage-glyph";
import { buttonClasses } from "@/components/ui/button";
import { foldText } from "@/components/ui/fold-text";
import { Icon } from "@/components/ui/icon";
import { ChevronRight } from "@/components/ui/icons";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { Corridor, CorridorPlace } from "@/lib/corridor/corridor";
import { addressOf, goToState } from "./steps";

const shownMatches = 8;

/** Which State: those that are pinned, those that are near, then any other by two letters, or from a list of all. */
export function StateChoice({
  places,
  pinned,
  states,
  listsAll,
  search,
  onSearch,
}: Pick<Corridor, "places" | "pinned" | "states"> & {
  listsAll: boolean;
  /** What was typed to find a State; it is still there for whoever comes back. */
  search: string;
  onSearch(typed: string): void;
}) {
  const t = useTranslations("corridor");
  const wanted = foldText(search);
  const matches =
    wanted.length < 2
      ? []
      : states
          .filter(({ name }) => ` ${foldText(name)}`.includes(` ${wanted}`))
          .slice(0, shownMatches);
  /** What the page holds it shows itself; of another State it notes words, where no network brings the rest. */
  const choose = (event: MouseEvent, stateKey: string) => {
    const isHere = places.some(({ key }) => key === stateKey) || !navigator.onLine;
    if (isHere && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      goToState(stateKey);
    }
  };
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
                <StateLink state={place} onClick={(event) => choose(event, place.key)}>
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
          value={search}
          onChange={(event) => onSearch(event.target.value)}
        />
        <ul aria-live="polite" className="flex flex-col gap-2">
          {matches.map((state) => (
            <li key={state.key}>
              <StateLink state={state} onClick={(event) => choose(event, state.key)} />
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
      href={addressOf(state.key) as Route}
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
