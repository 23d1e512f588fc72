import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { regionalGroups, unRegionalGroups } from "@/db/reference/regional-groups";
import type { ShownStage } from "@/db/reference/words";
import { progress } from "@/lib/commitments/commitment";
import { plainState } from "@/lib/commitments/named-states";
import { furthestByState, type Group, ladder, type RegionalBalance, type TileMap } from "../chart";
import { type Asked, counted, once, toAudience } from "./asked";
import { listSpeaking } from "./speaking";

export async function readBalance(asked: Asked): Promise<RegionalBalance> {
  const { states, own } = asked;
  const furthest = await readStateStages(asked);
  const groupOf = (code: string): Group => states.get(code)?.state.regionalGroup ?? "none";
  const stood = [...furthest].map(([code, stage]) => ({ group: groupOf(code), stage }));
  const count = (group: Group, stage: ShownStage) =>
    stood.filter((one) => one.group === group && one.stage === stage).length;
  const groups: Group[] = [...regionalGroups, "none"];
  return {
    groups: groups
      .map((group) => ({
        group,
        raised: count(group, "raised"),
        agreed: count(group, "agreed"),
        members: [...states.values()].filter(
          ({ code, state }) => own.has(code) && (state.regionalGroup ?? "none") === group,
        ).length,
      }))
      // The five always, so that a group without any State shows; others only where they are.
      .filter(
        ({ group, raised, agreed }) =>
          raised + agreed > 0 || unRegionalGroups.some((real) => real === group),
      ),
  };
}

export async function readTiles(asked: Asked): Promise<TileMap> {
  const { states, own } = asked;
  const furthest = await readStateStages(asked);
  // A partner may have shared the example with somebody who has not loaded it; a State that is retired has no tile.
  const shown = [...states.values()].filter(({ code }) => own.has(code) || furthest.has(code));
  const order = (group: Group) =>
    group === "none" ? regionalGroups.length : regionalGroups.indexOf(group);
  return {
    tiles: shown
      .map((state) => ({
        ...plainState(state, state.code),
        group: state.state.regionalGroup ?? ("none" as const),
        stage: furthest.get(state.code) ?? ("not_approached" as const),
      }))
      .sort((a, b) => order(a.group) - order(b.group) || (a.code < b.code ? -1 : 1)),
  };
}

type StateRow = { stateCode: string; stage: ShownStage; n: number };

/** Where each State stands: the furthest of its asks, and raised where it spoke. */
const readStateStages = once(async (asked: Asked): Promise<ReadonlyMap<string, ShownStage>> => {
  const { scope, toLeave } = asked;
  const rows = scope.case
    ? await countCase(asked)
    : scope.session || toLeave
      ? await findFurthest(asked)
      : await readTotals(asked);
  const furthest = furthestByState(rows);
  for (const code of await listSpeaking(asked)) {
    furthest.set(code, "raised");
  }
  return furthest;
});

async function readTotals(asked: Asked): Promise<StateRow[]> {
  const rows = await asked.tx.execute<StateRow>(
    sql`select r.state_code as "stateCode", r.stage, sum(r.n)::int as n from commitment_tallies r
      where ${toAudience(asked)} group by 1, 2`,
  );
  return [...rows];
}

/** A case is small enough to be counted. */
async function countCase(asked: Asked): Promise<StateRow[]> {
  const rows = await asked.tx.execute<StateRow>(
    sql`select r.state_code as "stateCode", r.stage, count(*)::int as n from commitment_readers r
      where ${counted(asked)} group by 1, 2`,
  );
  return [...rows];
}

const furthestFirst = [...ladder].sort((a, b) => progress[b] - progress[a]);

/** Asks for each State from the furthest stage down whether it came so far, so that thousands of asks cost no more. */
async function findFurthest(asked: Asked): Promise<StateRow[]> {
  const steps = furthestFirst.map(
    (stage): SQL =>
      sql`when exists (select 1 from commitment_readers r where ${counted(asked)}
        and r.state_code = s.code and r.stage = ${stage} offset 0) then ${stage}`,
  );
  const rows = await asked.tx.execute<{ stateCode: string; stage: ShownStage | null }>(
    sql`select s.code as "stateCode", case ${sql.join(steps, sql` `)} end as stage from states s`,
  );
  return [...rows].flatMap(({ stateCode, stage }) => (stage ? [{ stateCode, stage, n: 1 }] : []));
}
