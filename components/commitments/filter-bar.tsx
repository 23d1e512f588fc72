"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef } from "react";
import { wasAnswered } from "@/components/forms/answered";
import { useSessionOptions } from "@/components/sessions/use-session-options";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { ChevronDown, Columns, Filter, Search } from "@/components/ui/icons";
import { type Option, type OptionGroup, Select } from "@/components/ui/select-field";
import { forums, shownStages } from "@/db/reference/words";
import { dueFilters, groupings } from "@/lib/commitments/commitment";
import { conditions, isStageCondition } from "@/lib/commitments/conditions";
import { densities, lookParams } from "@/lib/commitments/look";
import { narrows } from "@/lib/commitments/settings";
import { Check } from "./check-box";
import { Fold } from "./fold";
import { LookFields } from "./look-fields";
import { useStageName } from "./stage-glyph";
import { useTrackerAddress } from "./tracker-address";
import "./tracker.css";

export interface SessionChoice {
  id: string;
  /** As short as tells it from the others. */
  name: string;
  title: string;
  isPast: boolean;
}

export interface FilterChoices {
  states: { key: string; name: string }[];
  sessions: SessionChoice[];
  members: { id: string; name: string }[];
  /** The reference of the case that the address names. */
  caseReference: string | null;
}

const pause = 300;

/**
 * The filter of the tracker: an ordinary form that asks for a page. With scripts each choice changes the address at
 * once and the table follows.
 */
export function FilterBar({ states, sessions, members, caseReference }: FilterChoices) {
  const t = useTranslations("commitments.filter");
  const look = useTranslations("commitments.look");
  const forum = useTranslations("commitments.forum");
  const stageName = useStageName();
  const sessionOptions = useSessionOptions();
  const { params, place, setParams, hrefOf } = useTrackerAddress();
  const form = useRef<HTMLFormElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // Going back in the history changes the words too, but never while somebody types.
    if (search.current && search.current !== document.activeElement) {
      search.current.value = params.q ?? "";
    }
  }, [params.q]);

  // What was typed or chosen before the scripts arrived counts too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the scripts have arrived.
  useEffect(() => {
    if (form.current && wasAnswered(form.current)) {
      apply();
    }
  }, []);

  function apply() {
    clearTimeout(waiting.current);
    if (!form.current) {
      return;
    }
    const sent = new FormData(form.current);
    const next: Record<string, string> = {};
    for (const name of new Set(sent.keys())) {
      next[name] = sent.getAll(name).filter(Boolean).join(",");
    }
    setParams(next);
  }

  const asked = params.stage?.split(",") ?? [];
  // An address may say anything.
  const chosenStages = shownStages.filter((stage) => asked.includes(stage));
  // Groups, columns and counts are the table's.
  const isTable = params.view === undefined;
  const counted = params.counts?.split(",") ?? [];
  const countOf = (names: readonly string[]) => names.filter((name) => params[name]).length;
  const more = countOf(["forum", "owner", "due"]);
  const set = countOf(isTable ? ["group", "counts", ...lookParams] : ["density"]);
  const numbered = (label: string, n: number) => (n > 0 ? `${label} (${n})` : label);
  const all = hrefOf(unfiltered(params)) as Route;
  const isFiltered = narrows(params);
  const kept = [
    "view",
    "sort",
    "dir",
    "case",
    "import",
    "widths",
    "pin",
    ...(isTable ? [] : ["group", "cols", "counts"]),
  ];
  return (
    <form
      ref={form}
      method="get"
      action="/commitments"
      aria-label={t("label")}
      className="tracker-filter mb-4 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
      onChange={(event) => {
        clearTimeout(waiting.current);
        if ((event.target as EventTarget) === search.current) {
          waiting.current = setTimeout(apply, pause);
        } else {
          // After the select has taken its value.
          queueMicrotask(apply);
        }
      }}
    >
      {kept.map(
        (name) =>
          params[name] && <input key={name} type="hidden" name={name} value={params[name]} />,
      )}
      {place.saved && (
        // Without scripts: what the form says, in the place of what the view shows.
        <>
          <input type="hidden" name="saved" value={place.saved.id} />
          <input type="hidden" name="edited" value="1" />
        </>
      )}
      {/* The icon stands beside the field and not in it, whose words run their own way. */}
      <label
        data-search
        className="control flex items-center gap-2 has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus sm:max-w-72 sm:flex-1"
      >
        <span className="sr-only">{t("search")}</span>
        <Icon of={Search} className="text-ink-muted" />
        <span className="grid min-w-min flex-1">
          {/* As wide as its hint, in whichever language. */}
          <span aria-hidden="true" className="invisible h-0 whitespace-nowrap pe-1">
            {t("searchHint")}
          </span>
          <input
            ref={search}
            type="search"
            name="q"
            dir="auto"
            defaultValue={params.q ?? ""}
            placeholder={t("searchHint")}
            maxLength={100}
            className="w-full min-w-0 bg-transparent outline-none placeholder:text-ink-subtle placeholder:opacity-100"
          />
        </span>
      </label>
      {/* On a phone the list comes first: the fields below wait behind this. The browser's own folding, without scripts. */}
      <details suppressHydrationWarning className="filter-fold sm:hidden">
        <summary className="control flex cursor-pointer items-center gap-2">
          <Icon of={Filter} />
          <span dir="auto" className="truncate">
            {numbered(t("label"), countOf(["state", "stage", "session", "mine"]) + more)}
          </span>
          <Icon of={ChevronDown} size={16} className="ms-auto text-ink-muted" />
        </summary>
      </details>
      {states.length + (params.state ? 1 : 0) > 0 && (
        <Choose
          name="state"
          label={t("state")}
          empty={t("anyState")}
          value={params.state ?? ""}
          options={[
            // Several States can only come by link; the list keeps them as one choice.
            ...(params.state?.includes(",")
              ? [
                  {
                    value: params.state,
                    label:
                      states
                        .filter(({ key }) => params.state?.split(",").includes(key))
                        .map(({ name }) => name)
                        .join(", ") || t("goneState"),
                  },
                ]
              : []),
            ...states.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          gone={t("goneState")}
        />
      )}
      <Fold
        short
        label={
          chosenStages.length > 0
            ? chosenStages.map((stage) => stageName(stage)).join(", ")
            : t("anyStage")
        }
      >
        {shownStages.map((stage) => (
          <Check
            key={stage}
            name="stage"
            value={stage}
            label={stageName(stage)}
            checked={chosenStages.includes(stage)}
          />
        ))}
      </Fold>
      <Choose
        name="session"
        label={t("session")}
        empty={t("anySession")}
        value={params.session ?? ""}
        options={sessionOptions(sessions, ({ name }) => name)}
        whole={sessions.find(({ id }) => id === params.session)?.title}
        gone={t("goneSession")}
        isWide
      />
      <div className="flex min-h-control items-center">
        <Check name="mine" value="1" label={t("mine")} checked={Boolean(params.mine)} />
      </div>
      <Fold label={numbered(t("more"), more)} icon={Filter} width="normal">
        <Choose
          name="forum"
          label={t("forum")}
          empty={t("anyForum")}
          value={params.forum ?? ""}
          options={forums.map((value) => ({ value, label: forum(value) }))}
          shown
        />
        <Choose
          name="owner"
          label={t("owner")}
          empty={t("anyOwner")}
          value={params.owner ?? ""}
          options={members.map(({ id, name }) => ({ value: id, label: name }))}
          gone={t("goneOwner")}
          shown
        />
        <Choose
          name="due"
          label={t("due")}
          empty={t("anyDue")}
          value={params.due ?? ""}
          options={dueFilters.map((value) => ({ value, label: t(`dueFilter.${value}`) }))}
          shown
        />
      </Fold>
      <Fold
        label={numbered(look(isTable ? "title" : "rows"), set)}
        icon={Columns}
        width={isTable ? "wide" : "normal"}
      >
        {isTable && (
          <Choose
            name="group"
            label={t("group")}
            empty={t("noGroup")}
            value={params.group ?? ""}
            options={groupings.map((value) => ({ value, label: t(`grouping.${value}`) }))}
            shown
          />
        )}
        <Choose
          name="density"
          label={look("rows")}
          value={params.density ?? "comfortable"}
          options={densities.map((value) => ({ value, label: look(`density.${value}`) }))}
          shown
        />
        {isTable && (
          <>
            <LookFields />
            <fieldset>
              <legend className="text-meta text-ink-muted">{look("counts")}</legend>
              <div className="grid grid-cols-2 gap-x-4">
                {conditions.map((condition) => (
                  <Check
                    key={condition}
                    name="counts"
                    value={condition}
                    label={
                      isStageCondition(condition)
                        ? stageName(condition)
                        : look(`condition.${condition}`)
                    }
                    checked={counted.includes(condition)}
                  />
                ))}
              </div>
              <p className="mt-1 text-meta text-ink-muted">{look("countsHint")}</p>
            </fieldset>
          </>
        )}
      </Fold>
      {/* Each choice is applied as it is made. On a phone the button also says where the filter ends. */}
      <Button type="submit" className="sm:not-scripts-off:hidden">
        {t("apply")}
      </Button>
      {(caseReference || params.import || isFiltered) && (
        <div data-wide-field data-stays className="flex flex-wrap items-center gap-x-4 gap-y-1">
          {caseReference && (
            <p className="flex items-center gap-2">
              <strong>{t("case", { reference: caseReference })}</strong>
              <Link
                href={hrefOf(withoutCase(params)) as Route}
                prefetch={false}
                className="link target"
              >
                {t("showAllCases")}
              </Link>
            </p>
          )}
          {params.import && (
            <p>
              <strong>{t("import")}</strong>
            </p>
          )}
          {isFiltered && (
            <Link href={all} prefetch={false} className="link target">
              {t("clear")}
            </Link>
          )}
        </div>
      )}
    </form>
  );
}

/** The same, showing everything: order, groups and columns stay. */
function unfiltered(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    ["view", "sort", "dir", "group", "counts", ...lookParams].flatMap((name) =>
      params[name] ? [[name, params[name]]] : [],
    ),
  );
}

function withoutCase({ case: _, after: __, before: ___, ...params }: Record<string, string>) {
  return params;
}

function Choose({
  name,
  label,
  empty,
  value,
  options,
  whole,
  gone,
  shown,
  isWide,
}: {
  name: string;
  label: string;
  /** The first choice, of nothing; without it one of the others is always chosen. */
  empty?: string;
  value: string;
  options: (Option | OptionGroup)[];
  /** The whole of what the chosen label says shortly, to look up. */
  whole?: string | undefined;
  /** What a value is called that is not among the options: a view may look at what is there no more. */
  gone?: string;
  shown?: boolean;
  isWide?: boolean;
}) {
  const id = useId();
  // Follows the address, by whichever way that changes, and keeps the focus.
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (select.current) {
      select.current.value = value;
    }
  }, [value]);
  const isGone =
    gone &&
    value &&
    !options
      .flatMap((entry) => ("options" in entry ? entry.options : entry))
      .some((option) => option.value === value);
  return (
    <div className={classes(!shown && (isWide ? "sm:w-48" : "sm:w-36"))}>
      <label htmlFor={id} className={shown ? "text-meta text-ink-muted" : "sr-only"}>
        {label}
      </label>
      <Select
        id={id}
        ref={select}
        name={name}
        title={whole}
        defaultValue={value}
        placeholder={empty}
        options={isGone ? [{ value, label: gone }, ...options] : options}
      />
    </div>
  );
}
