import { closeLeases } from "@/db/connection";
import { listActivity, listChangesSince } from "@/lib/activity/queries";
import { findActor } from "@/lib/auth/find-actor";
import { caseOptions, listCases } from "@/lib/cases/queries";
import { findBoard } from "@/lib/commitments/board-queries";
import { askChoices } from "@/lib/commitments/choice-queries";
import { lastPage, pageSize } from "@/lib/commitments/commitment";
import { conditions } from "@/lib/commitments/conditions";
import { writeCursor } from "@/lib/commitments/cursor";
import { findMatrix } from "@/lib/commitments/matrix";
import {
  countMine,
  countStages,
  listCommitments,
  listOutstanding,
} from "@/lib/commitments/queries";
import { chartNames } from "@/lib/insights/chart";
import { countWithheld, readCharts } from "@/lib/insights/queries";
import {
  listInterventionsOfSession,
  newestInterventionsOfState,
} from "@/lib/interventions/queries";
import {
  countCarriersByGroup,
  findNextSession,
  listCoverage,
  listSessions,
} from "@/lib/sessions/queries";
import { countByState } from "@/lib/states/counts-queries";
import { findMeeting } from "@/lib/states/meeting-queries";
import { listStates } from "@/lib/states/queries";
import type { World } from "./cluster";
import { startCluster } from "./cluster";
import { factsOf } from "./facts";
import { type Measured, secretOf } from "./people";
import { type PlanNode, type Recorded, recordPlans } from "./recording";
import { signIn } from "./seed/index";
import { allSizes } from "./sizes";
import { commonWord, measuredState, views } from "./views";

/** Reading more rows than this from one table in one go is worth a second look. */
const identity = /\(NULLIF\(current_setting\('app\.(\w+)'::text, true\), ''::text\)\)::uuid/g;
const suspicious = 2_000;

/**
 * Prints what PostgreSQL does for each list: through the program's own code, as its role, with the identity set and
 * row security on. Whole-table reads of big tables, and what is read only to be thrown away, are marked with "!!".
 */
export async function explain({
  sizes = [...allSizes],
  folder,
  only,
  isWhole = false,
}: {
  sizes?: number[];
  folder?: string;
  only?: string;
  isWhole?: boolean;
}): Promise<void> {
  const cluster = await startCluster(sizes, folder);
  try {
    for (const world of cluster.worlds) {
      await explainWorld(world, only, isWhole);
    }
  } finally {
    await cluster.stop();
  }
}

async function explainWorld(world: World, only: string | undefined, isWhole: boolean) {
  await signIn(world.superuserUrl);
  process.env.PLENARY_APP_DATABASE_URL = world.loginUrl;
  const worker = await actorOf("worker");
  const partner = await actorOf("partner");
  const { middle } = await factsOf(world);
  const after = writeCursor({ order: "changed:desc", keys: middle, position: null });
  const state = (await listStates(worker)).find(({ code }) => code === measuredState);
  const session = (await listSessions(worker, { forum: "hrc" })).past[0];
  if (!state || !session) {
    throw new Error("The reference data are not loaded.");
  }
  const everything = { session: null, case: null };
  const byChange = { sort: "changed", direction: "desc", limit: pageSize } as const;
  const runs: Record<string, () => Promise<unknown>> = {
    ...Object.fromEntries(
      Object.entries(views).map(([name, view]) => [name, () => listCommitments(worker, view)]),
    ),
    "list-middle": () => listCommitments(worker, { ...byChange, after }),
    "list-by-due": () => listCommitments(worker, { ...byChange, sort: "due", direction: "asc" }),
    "list-by-due-end": () =>
      listCommitments(worker, { ...byChange, sort: "due", direction: "asc", before: lastPage }),
    "list-by-state": () =>
      listCommitments(worker, { ...byChange, sort: "state", direction: "asc" }),
    "list-by-stage": () =>
      listCommitments(worker, { ...byChange, sort: "stage", direction: "asc" }),
    "list-by-case": () => listCommitments(worker, { ...byChange, sort: "case" }),
    "list-by-region": () => listCommitments(worker, { ...byChange, group: "region" }),
    "list-by-region-forum": () =>
      listCommitments(worker, { ...byChange, group: "region", forum: "ga" }),
    "list-by-session": () => listCommitments(worker, { ...byChange, group: "session" }),
    "list-counted": () => listCommitments(worker, { ...byChange, counts: [...conditions] }),
    "list-counted-session": () =>
      listCommitments(worker, { ...byChange, sessionId: session.id, counts: [...conditions] }),
    "list-needs-me": () => listCommitments(worker, { ...byChange, needsMe: true }),
    "list-late": () => listCommitments(worker, { ...byChange, due: "late" }),
    "list-forum": () => listCommitments(worker, { ...byChange, forum: "ga" }),
    "partner-list": () => listCommitments(partner, byChange),
    outstanding: () => listOutstanding(worker, { mine: false, limit: 20 }),
    "outstanding-mine": () => listOutstanding(worker, { mine: true, limit: 20 }),
    "count-mine": () => countMine(worker),
    "count-stages": () => countStages(worker),
    board: () => findBoard(worker, byChange),
    "board-session": () => findBoard(worker, { ...byChange, sessionId: session.id }),
    "board-forum": () => findBoard(worker, { ...byChange, forum: "ga" }),
    "board-needs-me": () => findBoard(worker, { ...byChange, needsMe: true }),
    "board-search-common": () => findBoard(worker, { ...byChange, q: commonWord }),
    "board-of-partner": () => findBoard(partner, byChange),
    matrix: () => findMatrix(worker, {}),
    "matrix-session": () => findMatrix(worker, { sessionId: session.id }),
    "ask-choices": () => askChoices(worker),
    "state-meeting": () => findMeeting(worker, state),
    "state-interventions": () => newestInterventionsOfState(worker, state.code),
    "states-counts": () => countByState(worker),
    sessions: () => listSessions(worker),
    "sessions-next": () => findNextSession(worker),
    "session-coverage": () => listCoverage(worker, session.id),
    "session-carriers": () => countCarriersByGroup(worker, session.id),
    "session-interventions": () => listInterventionsOfSession(worker, session.id),
    activity: () => listActivity(worker),
    "activity-of-partner": () => listActivity(partner),
    "activity-since": () => listChangesSince(worker, new Date(Date.now() - 86_400_000)),
    cases: () => listCases(worker),
    "cases-mine": () => listCases(worker, { mine: true }),
    "cases-search": () => listCases(worker, { q: "detention" }),
    "case-options": () => caseOptions(worker),
    ...Object.fromEntries(
      chartNames.flatMap((name) => [
        [`chart-${name}`, () => readCharts(worker, everything, [name])],
        [`chart-${name}-session`, () => readCharts(worker, { session, case: null }, [name])],
        [`chart-file-${name}`, () => readCharts(worker, everything, [name], { toLeave: true })],
      ]),
    ),
    "chart-page": () => readCharts(worker, everything, chartNames),
    "chart-page-session": () => readCharts(worker, { session, case: null }, chartNames),
    "chart-left-out": () => countWithheld(worker, everything),
  };
  const notes: Recorded[] = [];
  const forget = recordPlans((recorded) => notes.push(recorded));
  for (const [name, run] of Object.entries(runs)) {
    if (only && !name.startsWith(only)) {
      continue;
    }
    // Once unseen: what a fresh connection has to look up belongs to no statement.
    await run();
    notes.length = 0;
    await run();
    console.log(`\n## ${name}, ${world.rows} commitments`);
    for (const note of notes) {
      print(note, isWhole);
    }
  }
  forget();
  await closeLeases();
}

async function actorOf(who: Measured) {
  const actor = await findActor(secretOf(who));
  if (!actor) {
    throw new Error(`Nobody is signed in as ${who}.`);
  }
  return actor;
}

function print({ text, ms, plan }: Recorded, isWhole: boolean): void {
  const marks = marksOf(plan);
  const shown = text.replaceAll(/\s+/g, " ");
  console.log(`${ms.toFixed(2).padStart(9)} ms  ${shown.slice(0, isWhole ? undefined : 140)}`);
  for (const mark of marks) {
    console.log(`           !! ${mark}`);
  }
  if (isWhole) {
    printNode(plan, 1);
  }
}

function marksOf(node: PlanNode): string[] {
  const loops = node["Actual Loops"] ?? 1;
  const rows = (node["Actual Rows"] ?? 0) * loops;
  const thrown = (node["Rows Removed by Filter"] ?? 0) * loops;
  const where = node["Relation Name"] ?? node["Node Type"];
  const own = [
    ...(thrown > suspicious ? [`${where}: ${Math.round(thrown)} rows read and thrown away`] : []),
    ...(rows > suspicious ? [`${node["Node Type"]} ${where}: ${Math.round(rows)} rows`] : []),
  ];
  return [...own, ...(node.Plans ?? []).flatMap(marksOf)];
}

function printNode(node: PlanNode, depth: number): void {
  const rows = (node["Actual Rows"] ?? 0) * (node["Actual Loops"] ?? 1);
  const parts = [
    node["Subplan Name"] ?? "",
    node["Node Type"],
    node["Index Name"] ?? node["Relation Name"] ?? "",
    `rows ${Math.round(rows)}`,
    `loops ${node["Actual Loops"] ?? 1}`,
    `${(node["Actual Total Time"] ?? 0).toFixed(2)} ms`,
    node["Rows Removed by Filter"] ? `removed ${node["Rows Removed by Filter"]}` : "",
    node["Index Cond"] ? `by ${node["Index Cond"].replaceAll(identity, "$1")}` : "",
  ];
  console.log(`           ${"  ".repeat(depth)}${parts.filter(Boolean).join(" · ")}`);
  for (const child of node.Plans ?? []) {
    printNode(child, depth + 1);
  }
}
