import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { Choice, FieldGroup } from "@/components/ui/choice-group";
import { Icon } from "@/components/ui/icon";
import { ChevronDown } from "@/components/ui/icons";
import { pastedNames } from "@/lib/commitments/pasted-names";

export type StatesByRegion = { group: string; states: { key: string; name: string }[] }[];

/** Pasted or ticked, with how many these are: what is pasted counts as soon as it is there. */
export function StatesGroup({
  ticked,
  names,
  children,
}: {
  /** How many the page came with, and the names that it came with. */
  ticked: number;
  names: string;
  children: ReactNode;
}) {
  const t = useTranslations("commitments.new");
  const [counts, setCounts] = useState({ ticked, pasted: pastedNames(names).length });
  const group = useRef<HTMLDivElement>(null);
  const count = useCallback(() => {
    const text = group.current?.querySelector("textarea")?.value ?? "";
    const boxes = group.current?.querySelectorAll("input:checked") ?? [];
    setCounts({ ticked: boxes.length, pasted: pastedNames(text).length });
  }, []);
  // What was ticked or pasted before the scripts arrived counts too.
  useEffect(count, [count]);
  return (
    <div ref={group} onChange={count}>
      <FieldGroup label={t("states")} hint={t("statesHint")}>
        <p role="status" className="text-meta text-ink-muted scripts-off:hidden">
          {counts.pasted > 0 ? t("chosenAndPasted", counts) : t("chosen", { count: counts.ticked })}
        </p>
        {children}
      </FieldGroup>
    </div>
  );
}

/** All States to tick, by region; the browser's own folding, so that it works without scripts. */
export function StateChoices({
  regions,
  ticked,
}: {
  regions: StatesByRegion;
  ticked: readonly string[];
}) {
  const t = useTranslations("commitments");
  return (
    <div className="mt-2 flex flex-col gap-1">
      {regions.map((region) => (
        <details
          suppressHydrationWarning
          key={region.group}
          open={region.states.some((state) => ticked.includes(state.key))}
          className="rounded-control border border-line bg-surface"
        >
          <summary className="flex min-h-row cursor-pointer items-center gap-2 px-3">
            {t(`region.${(region.group || "other") as "other"}`)}
            <span className="flex-1 text-ink-muted">{region.states.length}</span>
            <Icon of={ChevronDown} size={16} className="text-ink-muted" />
          </summary>
          <div className="columns-[11rem] gap-x-4 px-3 pb-2">
            {region.states.map((state) => (
              <Choice
                key={state.key}
                type="checkbox"
                name="states[]"
                value={state.key}
                label={<bdi>{state.name}</bdi>}
                defaultChecked={ticked.includes(state.key)}
              />
            ))}
          </div>
        </details>
      ))}
    </div>
  );
}
