import { doc, paragraph, seedText } from "@/lib/alerts/shared-text";
import { storedText } from "@/lib/alerts/testing";
import { plain } from "@/lib/live/testing";
import { percentile, printFigure, rounded } from "../figures";
import { aContestant, type Contestant, type Kind } from "./contestant";
import { aDesk, type Desk } from "./latency";
import { measureOpenDocuments } from "./open-documents";
import { startWorld, type World } from "./world";

const kinds: Kind[] = ["relay", "hocuspocus", "product"];
const crowds = [2, 20, 50];
/** Turns that each server gets, and the length of one in milliseconds; the first does not count. */
const turns = 5;
const turnMs = 4_000;
const people = 100;

/**
 * Measures writing together: how long a key takes from one screen to another's, through our server with every change
 * stored in PostgreSQL before it is confirmed, through Hocuspocus as it comes, which stores nothing, and through a bare
 * relay of sockets. They take turns on the same machine as the editors, so that only ratios are to be read: `ratio` of
 * the medians, `ratio95` of the slowest twentieth. Then kills our server and counts what it had confirmed and lost.
 */
export async function runCoediting({ only }: { only?: string }): Promise<void> {
  const isWanted = (name: string) => !only || name.startsWith(only);
  const world = await startWorld(people);
  const contestants = await Promise.all(kinds.map(aContestant));
  try {
    for (const count of crowds.filter((n) => isWanted(`latency-${n}`))) {
      await measureLatency(contestants, world, count);
    }
    if (isWanted("open-documents")) {
      await measureOpenDocuments(contestants.at(-1) as Contestant, world, 10);
    }
  } finally {
    await Promise.all(contestants.map((contestant) => contestant.kill()));
    await world.stop();
  }
}

async function measureLatency(
  contestants: Contestant[],
  world: World,
  count: number,
): Promise<void> {
  const textId = await world.aText();
  const seed = seedText({ happened: doc(paragraph("x")), asks: doc(paragraph("x")) });
  const desks = new Map<Kind, Desk>();
  const samples = new Map<Kind, number[]>();
  for (const contestant of contestants) {
    desks.set(contestant.kind, await aDesk(contestant, world, textId, count, seed));
    samples.set(contestant.kind, []);
  }
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const { kind } of contestants) {
      const found = await (desks.get(kind) as Desk).type(turnMs);
      if (turn > 0) {
        samples.get(kind)?.push(...found);
      }
    }
  }
  const ours = samples.get("product") as number[];
  for (const kind of kinds) {
    const theirs = kind === "product" ? ours : (samples.get(kind) as number[]);
    const ratioOf = (share: number) => rounded(percentile(ours, share) / percentile(theirs, share));
    printFigure({
      suite: "coediting",
      name: `latency-${count}`,
      rows: null,
      n: theirs.length,
      p50: rounded(percentile(theirs, 0.5)),
      p95: rounded(percentile(theirs, 0.95)),
      unit: "ms",
      of: kind,
      against: kind === "product" ? null : kind,
      ratio: kind === "product" ? null : ratioOf(0.5),
      ratio95: kind === "product" ? null : ratioOf(0.95),
    });
  }
  const tokens = await (desks.get("product") as Desk).confirmed();
  const product = contestants.find(({ kind }) => kind === "product") as Contestant;
  await product.kill();
  const stored = await storedText(textId);
  const text = `${plain(stored, "happened")}\n${plain(stored, "asks")}`;
  await product.start();
  for (const desk of desks.values()) {
    desk.close();
  }
  for (const [name, found] of [
    ["lost", tokens.filter((token) => !text.includes(token))],
    ["doubled", tokens.filter((token) => text.split(token).length > 2)],
  ] as const) {
    printFigure({
      suite: "coediting",
      name,
      rows: null,
      n: tokens.length,
      p50: found.length,
      p95: found.length,
      unit: "keys",
      against: null,
      ratio: null,
      editors: count,
    });
  }
}
