import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { StageTile } from "@/components/commitments/stage-glyph";
import { PageHeader } from "@/components/layout/page-header";
import { type ListedState, StatesList } from "@/components/states/states-list";
import { Button, buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Search } from "@/components/ui/icons";
import { Section } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { TextField } from "@/components/ui/text-field";
import { type RegionalGroup, regionalGroups } from "@/db/reference/regional-groups";
import { requireActor } from "@/lib/auth/actor";
import { countByState } from "@/lib/states/counts-queries";
import { rankStates } from "@/lib/states/find-states";
import { stateName } from "@/lib/states/names";
import { foldedNames, listStates, type State, stateMatcher } from "@/lib/states/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("states");
  return { title: t("documentTitle") };
}

const shows = ["all", "open", "promised"] as const;

/** All States by regional group, those with open asks first, found by any of their names. */
export default async function StatesPage({ searchParams }: PageProps<"/states">) {
  const actor = await requireActor();
  const { q, show } = await searchParams;
  const typed = typeof q === "string" ? q.trim().slice(0, 100) : "";
  const shown = shows.find((one) => one === show) ?? "all";
  const [t, states, counts, names] = await Promise.all([
    getTranslations("states"),
    listStates(actor),
    countByState(actor),
    foldedNames(actor),
  ]);
  const order = new Intl.Collator(actor.locale === "qps" ? "en" : actor.locale);
  const asListed = (state: State): ListedState & { group: RegionalGroup | null } => ({
    key: state.key,
    name: stateName(state, actor.locale),
    isObserver: state.status === "non_member_observer_state",
    group: state.regionalGroup,
    ...(counts.get(state.code) ?? { open: 0, promised: 0, raised: 0 }),
  });
  const ranked = rankStates(states, names, typed).map(asListed);
  const nearest =
    typed && ranked.length === 0
      ? await findNearest(actor, states, typed).then((near) => near.map(asListed))
      : [];
  const fitting = ranked.filter((state) => shown === "all" || state[shown] > 0);
  const sorted = [...fitting].sort((a, b) => order.compare(a.name, b.name));
  const pinned = shown === "all" && !typed ? sorted.filter((state) => state.open > 0) : [];
  const href = (view: string) =>
    `/states?${new URLSearchParams({ ...(typed && { q: typed }), ...(view !== "all" && { show: view }) })}` as Route;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("intro", { count: states.length })}
        actions={
          <SegmentedLinks
            label={t("show.label")}
            options={shows.map((view) => ({
              href: href(view),
              label: t(`show.${view}`),
              current: view === shown,
            }))}
          />
        }
      />
      <form action="/states" method="get" className="mb-6 flex flex-wrap items-end gap-3">
        {shown !== "all" && <input type="hidden" name="show" value={shown} />}
        <TextField
          name="q"
          type="search"
          label={t("filter.label")}
          hint={t("filter.hint")}
          defaultValue={typed}
          required={false}
          autoComplete="off"
          className="w-full max-w-md"
        />
        <Button type="submit" icon={Search}>
          {t("filter.submit")}
        </Button>
        {typed && (
          <Link
            href={"/states" as Route}
            prefetch={false}
            className={buttonClasses({ look: "quiet" })}
          >
            {t("filter.clear")}
          </Link>
        )}
      </form>
      {typed && ranked.length > 0 ? (
        <Section
          title={t("filter.found", { count: fitting.length })}
          aside={<PromisedKey label={t("show.promised")} />}
        >
          {fitting.length > 0 ? <StatesList states={fitting} /> : <EmptyState title={t("empty")} />}
        </Section>
      ) : typed ? (
        <Section title={t("filter.none")}>
          {nearest.length > 0 && (
            <>
              <p className="py-2 text-ink-muted">{t("filter.nearest")}</p>
              <StatesList states={nearest} />
            </>
          )}
        </Section>
      ) : (
        <div className="flex flex-col gap-8">
          {sorted.length === 0 && <EmptyState title={t("empty")} />}
          {pinned.length > 0 && (
            <Section
              title={t("pinned")}
              count={pinned.length}
              aside={<PromisedKey label={t("show.promised")} />}
            >
              <StatesList states={pinned} />
            </Section>
          )}
          {[...regionalGroups, null].map((group) => {
            const members = sorted.filter((state) => state.group === group);
            const rest = members.filter((state) => !pinned.includes(state));
            const above = members.length - rest.length;
            return (
              rest.length > 0 && (
                <Section
                  key={group}
                  title={t(`group.${group ?? "none"}`)}
                  count={members.length}
                  aside={above > 0 && t("alsoAbove", { count: above })}
                >
                  <StatesList states={rest} />
                </Section>
              )
            );
          })}
        </div>
      )}
    </>
  );
}

/** What the mark beside a name means. */
function PromisedKey({ label }: { label: string }) {
  return (
    <span className="flex items-center gap-2">
      <StageTile stage="agreed" silent />
      {label}
    </span>
  );
}

async function findNearest(
  actor: Parameters<typeof stateMatcher>[0],
  states: readonly State[],
  typed: string,
): Promise<State[]> {
  const found = (await stateMatcher(actor)).match(typed);
  const codes =
    found.kind === "one" ? [found.code] : found.kind === "several" ? found.codes : found.nearest;
  return states.filter((state) => codes.includes(state.code));
}
