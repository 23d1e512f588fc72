import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { StageGlyph } from "@/components/commitments/stage-glyph";
import { SourceLines } from "@/components/interventions/source-lines";
import { classes } from "@/components/ui/classes";
import { Section } from "@/components/ui/panel";
import { type RegionalGroup, unRegionalGroups } from "@/db/reference/regional-groups";
import { useFormats } from "@/lib/i18n/formats";
import {
  type CountBySource,
  type Intervention,
  partlyNamed,
  type SourceCount,
} from "@/lib/interventions/intervention";

export interface RaisingState {
  code: string;
  key: string;
  name: string;
  group: RegionalGroup | null;
}

type Group = (typeof unRegionalGroups)[number] | "EXAMPLE" | "NONE";

function groupOf({ group }: RaisingState): Group {
  if (!group) {
    return "NONE";
  }
  return unRegionalGroups.find((known) => known === group) ?? "EXAMPLE";
}

/**
 * Every State that raised the case, by regional group, with what the sources agree on and where they differ. None of
 * them is picked: a State that one source leaves out says so beside its name.
 */
export function RaisedBy({
  states,
  count,
  interventions,
  sourcesBeside,
}: {
  /** Each State once, by name. */
  states: readonly RaisingState[];
  count: CountBySource;
  interventions: readonly Pick<Intervention, "states" | "evidence">[];
  /** Where the page says beside it what each source counts. */
  sourcesBeside?: boolean;
}) {
  const t = useTranslations("cases");
  const { list, count: number } = useFormats();
  const groups = new Map<Group, RaisingState[]>();
  for (const state of states) {
    const group = groupOf(state);
    groups.set(group, [...(groups.get(group) ?? []), state]);
  }
  const order: Group[] = [...unRegionalGroups, "EXAMPLE", "NONE"];
  const shown = order
    .filter((group) => groups.has(group))
    .sort((a, b) => (groups.get(b)?.length ?? 0) - (groups.get(a)?.length ?? 0));
  const absent = unRegionalGroups.filter((group) => !groups.has(group));
  const isReal = unRegionalGroups.some((group) => groups.has(group));
  const grades = count.sources.flatMap((source) => source.grades).sort();
  return (
    <Section title={t("raised.title", { count: count.total })}>
      {!sourcesBeside && (
        <>
          <p className="pt-2 text-meta text-ink-muted">
            <SourcesSentence count={count} />{" "}
            {isReal &&
              absent.length > 0 &&
              t("raised.noneFrom", { groups: list(absent.map((group) => t(`group.${group}`))) })}
          </p>
          <SourceLines of={count} />
        </>
      )}
      {shown.map((group) => (
        <section
          key={group}
          className={classes(
            "border-line pt-2",
            sourcesBeside ? "not-first-of-type:mt-3 not-first-of-type:border-t" : "mt-3 border-t",
          )}
        >
          <h3 className="flex justify-between text-meta font-normal text-ink-muted">
            <span>{t(`group.${group}`)}</span>
            <span>{number(groups.get(group)?.length ?? 0)}</span>
          </h3>
          <ul
            className={classes(
              "mt-1 grid grid-cols-2 gap-x-4",
              sourcesBeside ? undefined : "sm:grid-cols-3",
            )}
          >
            {groups.get(group)?.map((state) => (
              <li key={state.code} className="flex min-h-7 items-center gap-2">
                <StageGlyph stage="raised" className="size-[18px] text-accent" />
                <Link
                  href={`/states/${state.key}` as Route}
                  prefetch={false}
                  className="target hover:underline"
                >
                  {state.name}
                </Link>
                <Partly state={state} count={count} interventions={interventions} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {grades[0] && (
        <p className="mt-3 max-w-measure text-meta text-ink-muted">
          {t("raised.rule", { grade: grades[0] })}
        </p>
      )}
    </Section>
  );
}

/** "12 (11 in a second source; Slovakia differs)."; with `brief` a whole sentence, for where no heading says it. */
export function SourcesSentence({ count, brief }: { count: CountBySource; brief?: boolean }) {
  const t = useTranslations("cases.raised");
  const { list } = useFormats();
  const compared = count.sources.filter((source) => source.comparedWith !== null);
  const differs = (source: SourceCount) => source.missing.length + source.extra.length > 0;
  const second = compared.find(differs) ?? compared[0];
  if (!second || !differs(second)) {
    if (brief) {
      return t("briefAlike", { first: count.total });
    }
    if (count.sources.length < 2) {
      return t("oneSource");
    }
    return second?.states === count.total
      ? t("secondSourceSame", { first: count.total })
      : t("separate", { total: count.total, sources: count.sources.length });
  }
  const differing = [...second.missing, ...second.extra];
  return t(brief ? "brief" : "secondSource", {
    first: count.total,
    second: second.states,
    states: differing.length,
    names: list(differing.map((state) => state.name)),
  });
}

/** "in 1 of 2 sources", where a source of the same statements leaves this State out. */
function Partly({
  state,
  count,
  interventions,
}: {
  state: RaisingState;
  count: CountBySource;
  interventions: readonly Pick<Intervention, "states" | "evidence">[];
}) {
  const t = useTranslations("cases.raised");
  const partly = partlyNamed(state.code, count, interventions);
  if (!partly) {
    return null;
  }
  return <span className="text-meta text-ink-muted">{t("partly", partly)}</span>;
}
