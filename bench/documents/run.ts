import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { aCommitment, aConsent, aDefender, aSession } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import type { Actor } from "@/lib/auth/actor";
import { findActor } from "@/lib/auth/find-actor";
import { claimJob, makePart, nextPart } from "@/lib/briefs/jobs/runner";
import { askForPack } from "@/lib/briefs/packs/commands";
import { AskForPack } from "@/lib/briefs/packs/input";
import type { Paper } from "@/lib/briefs/paper/paper";
import { countPages, toPdf } from "@/lib/briefs/paper/pdf/pdf";
import type { BriefInputs } from "@/lib/briefs/written/brief";
import { keepBrief, makeBrief, startBrief } from "@/lib/briefs/written/commands";
import { KeepBrief } from "@/lib/briefs/written/input";
import { paperOf } from "@/lib/briefs/written/preview";
import { findDraft, takeBrief } from "@/lib/briefs/written/queries";
import { startWorld, type World } from "../coediting/world";
import { lasts, percentile, printFigure, rounded } from "../figures";
import { Caller } from "../http";
import { masterKey, startProduct } from "../tracker/product";
import { measureLongPapers } from "./long-papers";

const missions = 40;
const times = 40;
const rounds = 3;
const sentence = "They were stopped on their way to the Council and questioned about it.";

/**
 * Measures briefs from the database to their checked PDFs, for the first time and again, beside what Typst takes for the
 * same papers alone, and long papers beside other ways to make them; a pack of forty in the program itself, the tracker
 * while it is made beside the tracker before, and the program's memory.
 */
export async function runDocuments(): Promise<void> {
  await measureLongPapers();
  process.env.PLENARY_MASTER_KEY = masterKey;
  const world = await startWorld(1);
  try {
    const [lead] = world.members;
    const actor = (await findActor(lead?.secret ?? "")) as Actor;
    const sessionId = await aMatter(world);
    const missionIds = await makePack(await askFor(actor, world, sessionId, missions));
    await takePdfs("one-page", actor, missionIds);
    await takePdfs("two-pages", actor, await makeReviews(actor, world, sessionId));
    const packs: string[] = [];
    for (let round = 0; round < rounds; round++) {
      packs.push(await askFor(actor, world, sessionId, missions));
    }
    // None is begun before its turn.
    await asSuperuser()`update brief_jobs set lease_until = 'infinity' where finished_at is null`;
    await inTheProgram(world, lead?.secret ?? "", packs);
  } finally {
    await world.stop();
  }
}

/** A case that every mission may be told of in its words, long enough for most of a page; and asks for the tracker. */
async function aMatter({ theCase, members: [lead] }: World): Promise<string> {
  const sessionId = await aSession({ id: theCase.orgId, name: "" });
  const person = await aDefender(theCase);
  await aConsent(theCase, person, lead as never, "bilateral", "yes");
  await aConsent(theCase, person, lead as never, "public_statement", "yes");
  const text = `${sentence} `.repeat(8);
  const db = asSuperuser();
  await db`update cases set title = 'Two panellists', summary = ${text} where id = ${theCase.id}`;
  const states = await db<
    { code: string }[]
  >`select code from states where not is_example limit 60`;
  for (const { code } of states.filter((one) => one.code !== theCase.countryCode)) {
    await aCommitment(theCase, sessionId, { stateCode: code } as never);
  }
  await db`analyze`;
  return sessionId;
}

async function askFor(actor: Actor, world: World, sessionId: string, count: number) {
  const states = await asSuperuser()<{ key: string }[]>`
    select key from states where not is_example and code <> ${world.theCase.countryCode} order by code limit ${count}`;
  return askForPack(
    actor,
    AskForPack.parse({
      sessionId,
      caseIds: [world.theCase.id],
      stateKeys: states.map(({ key }) => key),
      "ask.en": "Please raise the two panellists.",
      confirmed: "yes",
    }),
  );
}

/** The one-pagers of a pack, made here and now. */
async function makePack(packId: string): Promise<string[]> {
  const job = await claimJob();
  if (!job) {
    throw new Error("There is no pack.");
  }
  for (let next = await nextPart(job); next; next = await nextPart(job)) {
    await makePart(job, next);
  }
  const rows = await asSuperuser()<{ id: string }[]>`
    select brief_id as id from job_parts where job_id = ${packId} and brief_id is not null`;
  return rows.map(({ id }) => id);
}

/** Briefs of two pages for the review of the State that the case concerns, each with an ask of its own. */
async function makeReviews(actor: Actor, world: World, sessionId: string): Promise<string[]> {
  const db = asSuperuser();
  const [state] = await db<{ key: string; code: string }[]>`
    select key, code from states where code = ${world.theCase.countryCode}`;
  await db`update sessions set states_under_review = ${[state?.code ?? ""]} where id = ${sessionId}`;
  const caseIds = [world.theCase.id];
  const made: string[] = [];
  for (let n = 1; n <= times; n++) {
    const draftId = await startBrief(actor, {
      ...{ kind: "pre_session", sessionId, caseIds, language: "en" },
      stateKey: state?.key ?? "",
    });
    const wordings = Object.fromEntries(
      Array.from({ length: 4 }, (_, at) => [`text${at}`, `${sentence} `.repeat(5)]),
    );
    const ask = `Please raise the two panellists, as point ${n} of what you say.`;
    const typed = { draftId, caseIds, language: "en", ask, ...wordings };
    await keepBrief(actor, KeepBrief.parse(typed));
    const found = await findDraft(actor, draftId);
    const hash = found?.seen?.hash ?? "";
    made.push(await makeBrief(actor, { draftId, hash, confirmed: "yes" }));
  }
  return made;
}

/** Takes each of these briefs as PDF, takes it again, and lays it out without more. */
async function takePdfs(name: string, actor: Actor, briefIds: readonly string[]): Promise<void> {
  const papers: Paper[] = [];
  const [first, again, bare]: [number[], number[], number[]] = [[], [], []];
  for (const id of briefIds) {
    const paper = paperOf(await inputsOf(id));
    papers.push(paper);
    first.push(await lasts(() => takeBrief(actor, id, "pdf")));
    again.push(await lasts(() => takeBrief(actor, id, "pdf")));
    bare.push(await lasts(() => toPdf(paper)));
  }
  const base = percentile(bare, 0.95);
  const told = { pages: [...new Set(papers.map(countPages))] };
  print(`${name}-first`, first, "ms", "typst", percentile(first, 0.95) / base, told);
  print(`${name}-again`, again, "ms", "typst", percentile(again, 0.95) / base, told);
  print(`${name}-typst`, bare, "ms", "typst", 1, told);
}

async function inputsOf(briefId: string): Promise<BriefInputs> {
  const [row] = await asSuperuser()<
    { inputs: BriefInputs }[]
  >`select inputs from briefs where id = ${briefId}`;
  if (!row) {
    throw new Error("No brief was made.");
  }
  return row.inputs;
}

async function inTheProgram(world: World, secret: string, packs: readonly string[]): Promise<void> {
  const product = await startProduct(world.ownerUrl);
  try {
    const caller = new Caller(product.port, `plenary.session=${secret}`);
    const look = async () => {
      const answer = await caller.call({ path: "/commitments" });
      if (answer.status !== 200) {
        throw new Error(`The tracker answered ${answer.status}.`);
      }
      return answer.ms;
    };
    const [quiet, during, whole]: [number[], number[], number[]] = [[], [], []];
    for (let n = 0; n < times + 10; n++) {
      const ms = await look();
      if (n >= 10) {
        quiet.push(ms);
      }
      await sleep(50);
    }
    const db = asSuperuser();
    for (const pack of packs) {
      const start = performance.now();
      await db`update brief_jobs set lease_until = null where id = ${pack}`;
      for (let isDone = false; !isDone; ) {
        during.push(await look());
        await sleep(50);
        const [row] = await db<{ finished: boolean }[]>`
          select finished_at is not null as finished from brief_jobs where id = ${pack}`;
        isDone = row?.finished ?? true;
      }
      whole.push(performance.now() - start);
    }
    const [counted] = await db<{ made: number }[]>`
      select count(*)::int as made from job_parts where job_id = any (${[...packs]}) and brief_id is not null`;
    const left = await db<{ reason: string; count: number }[]>`
      select reason, count(*)::int from job_parts
       where job_id = any (${[...packs]}) and reason is not null group by reason order by reason`;
    const leftOut = Object.fromEntries(left.map(({ reason, count }) => [reason, count]));
    print("pack-of-40", whole, "ms", null, null, { made: counted?.made, leftOut });
    print("tracker", quiet, "ms", null, null);
    const ratio = percentile(during, 0.95) / percentile(quiet, 0.95);
    print("tracker-during-pack", during, "ms", "quiet", ratio);
    print("memory", [peakMegabytes(product.pid)], "MB", null, null);
  } finally {
    await product.stop();
  }
}

/** As Linux counts it: the most that the program had in memory at once. */
function peakMegabytes(pid: number): number {
  const [, kilobytes = "NaN"] =
    /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

function print(
  name: string,
  samples: readonly number[],
  unit: string,
  against: "typst" | "quiet" | null,
  ratio: number | null,
  more: Record<string, unknown> = {},
): void {
  printFigure({
    suite: "documents",
    name,
    rows: null,
    n: samples.length,
    p50: rounded(percentile(samples, 0.5)),
    p95: rounded(percentile(samples, 0.95)),
    unit,
    against,
    ratio: ratio && rounded(ratio),
    ...more,
  });
}
