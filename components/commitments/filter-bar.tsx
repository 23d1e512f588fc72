"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { ChevronDown, Filter, Search } from "@/components/ui/icons";
import { Select } from "@/components/ui/select-field";
import { forums, shownStages } from "@/db/reference/words";
import { dueFilters, groupings } from "@/lib/commitments/commitment";
import { columnIds, fixedColumns } from "./column-ids";
import { useStageName } from "./stage-glyph";
import { useTrackerAddress } from "./tracker-address";

export interface FilterChoices {
  states: { key: string; name: string }[];
  sessions: { id: string; title: string }[];
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
  const column = useTranslations("commitments.column");
  const forum = useTranslations("commitments.forum");
  const stageName = useStageName();
  const { params, setParams } = useTrackerAddress();
  const form = useRef<HTMLFormElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // Going back in the history changes the words too, but never while somebody types.
    if (search.current && search.current !== document.activeElement) {
      search.current.value = params.q ?? "";
    }
  }, [params.q]);

  // What was typed before the scripts arrived counts too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the scripts have arrived.
  useEffect(() => {
    if (search.current && search.current.value.trim() !== (params.q ?? "")) {
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
    if (next.cols === columnIds.join(",")) {
      delete next.cols;
    }
    setParams(next);
  }

  const asked = params.stage?.split(",") ?? [];
  // An address may say anything.
  const chosenStages = shownStages.filter((stage) => asked.includes(stage));
  const chosenColumns = params.cols?.split(",") ?? [...columnIds];
  const more = ["forum", "owner", "due", "group", "cols"].filter((name) => params[name]).length;
  const isFiltered = Object.keys(params).some(
    (name) => !["view", "sort", "dir", "cols"].includes(name),
  );
  return (
    <form
      ref={form}
      method="get"
      action="/commitments"
      aria-label={t("label")}
      className="mb-4 flex flex-wrap items-end gap-x-3 gap-y-2 print:hidden"
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
      {["sort", "dir", "case"].map(
        (name) =>
          params[name] && <input key={name} type="hidden" name={name} value={params[name]} />,
      )}
      <label className="relative min-w-48 flex-1 sm:max-w-72">
        <span className="sr-only">{t("search")}</span>
        <Icon
          of={Search}
          className="pointer-events-none absolute inset-y-0 start-3 my-auto text-ink-muted"
        />
        <input
          ref={search}
          type="search"
          name="q"
          dir="auto"
          defaultValue={params.q ?? ""}
          placeholder={t("searchHint")}
          maxLength={100}
          className="control ps-9"
        />
      </label>
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
                  label: states
                    .filter(({ key }) => params.state?.split(",").includes(key))
                    .map(({ name }) => name)
                    .join(", "),
                },
              ]
            : []),
          ...states.map(({ key, name }) => ({ value: key, label: name })),
        ]}
      />
      <Fold
        label={
          chosenStages.length > 0
            ? chosenStages.map((stage) => stageName(stage)).join(", ")
            : t("anyStage")
        }
      >
        {shownStages.map((stage) => (
          <Check
            key={`${stage} ${chosenStages.includes(stage)}`}
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
        options={sessions.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <label className="flex min-h-control items-center gap-2">
        <input
          key={params.mine ?? ""}
          type="checkbox"
          name="mine"
          value="1"
          defaultChecked={Boolean(params.mine)}
          className="size-[1.125rem] accent-accent"
        />
        {t("mine")}
      </label>
      <Fold label={more > 0 ? `${t("more")} (${more})` : t("more")} icon wide>
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
        <Choose
          name="group"
          label={t("group")}
          empty={t("noGroup")}
          value={params.group ?? ""}
          options={groupings.map((value) => ({ value, label: t(`grouping.${value}`) }))}
          shown
        />
        <fieldset className="flex flex-col">
          <legend className="text-meta text-ink-muted">{t("columns")}</legend>
          {columnIds.map((id) =>
            fixedColumns.includes(id) ? (
              <input key={id} type="hidden" name="cols" value={id} />
            ) : (
              <Check
                key={`${id} ${chosenColumns.includes(id)}`}
                name="cols"
                value={id}
                label={column(id)}
                checked={chosenColumns.includes(id)}
              />
            ),
          )}
        </fieldset>
      </Fold>
      <Button type="submit">{t("apply")}</Button>
      {caseReference && (
        <p className="flex min-h-control items-center gap-2">
          <strong>{t("case", { reference: caseReference })}</strong>
          <Link href={"/commitments" as Route} prefetch={false} className="link target">
            {t("showAllCases")}
          </Link>
        </p>
      )}
      {isFiltered && (
        <Link
          href={"/commitments" as Route}
          prefetch={false}
          className="link target flex min-h-control items-center"
        >
          {t("clear")}
        </Link>
      )}
    </form>
  );
}

function Choose({
  name,
  label,
  empty,
  value,
  options,
  shown,
}: {
  name: string;
  label: string;
  empty: string;
  value: string;
  options: { value: string; label: string }[];
  shown?: boolean;
}) {
  const id = useId();
  return (
    <div className={classes(!shown && "w-40")}>
      <label htmlFor={id} className={shown ? "text-meta text-ink-muted" : "sr-only"}>
        {label}
      </label>
      <Select
        id={id}
        // Drawn anew when the address changes by another way than this list.
        key={value}
        name={name}
        defaultValue={value}
        placeholder={empty}
        options={options}
      />
    </div>
  );
}

function Check({
  name,
  value,
  label,
  checked,
}: {
  name: string;
  value: string;
  label: string;
  checked: boolean;
}) {
  return (
    <label className="flex min-h-8 items-center gap-2 whitespace-nowrap">
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={checked}
        className="size-[1.125rem] accent-accent"
      />
      {label}
    </label>
  );
}

/** A part of the form that opens over the page; the browser's own, so that it works without scripts. */
function Fold({
  label,
  icon,
  wide,
  children,
}: {
  label: string;
  icon?: boolean;
  wide?: boolean;
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const target = event.target as Node;
      if (details.current?.open && !details.current.contains(target)) {
        details.current.open = false;
      }
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("focusin", close);
    };
  }, []);
  return (
    <details
      suppressHydrationWarning
      ref={details}
      className="relative"
      onKeyDown={(event) => {
        if (event.key === "Escape" && details.current?.open) {
          details.current.open = false;
          details.current.querySelector("summary")?.focus();
        }
      }}
    >
      <summary className="control flex max-w-60 cursor-pointer items-center gap-2">
        {icon && <Icon of={Filter} />}
        <span className="truncate">{label}</span>
        <Icon of={ChevronDown} size={16} className="text-ink-muted" />
      </summary>
      <div
        className={classes(
          "absolute start-0 top-full z-20 mt-1 flex max-h-[70dvh] flex-col gap-2 overflow-y-auto rounded-panel border border-line-strong bg-surface p-4 shadow-overlay",
          wide ? "w-64" : "min-w-48",
        )}
      >
        {children}
      </div>
    </details>
  );
}
