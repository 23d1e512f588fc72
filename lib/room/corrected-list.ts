import { foldName } from "@/lib/states/names";
import type { ListedSpeaker } from "./read-list";
import { placeBetween } from "./room";

/** A line that stands in the list, as far as a corrected list is compared with it. */
export interface StandingLine {
  id: string;
  place: number;
  written: string;
  stateCode: string | null;
  members: readonly string[];
  onBehalfOf: string;
}

/** Where a line that is new goes. */
export interface PlacedLine {
  line: ListedSpeaker;
  place: number;
}

/**
 * What a pasted list adds to the one that stands there. A line that was handed out before is left as it is, with all that
 * was said and heard of it; each line there answers for one pasted line, so that a State that speaks twice may come twice.
 * What is new goes behind the line that it follows in the pasted list. What is no longer in that list stays.
 */
export function newLines(
  standing: readonly StandingLine[],
  pasted: readonly ListedSpeaker[],
): PlacedLine[] {
  const met = meet(standing, pasted);
  const order: { id?: string; place: number }[] = standing.map(({ id, place }) => ({ id, place }));
  const added: PlacedLine[] = [];
  // Behind which entry of `order` the next new line goes; before anything was met, in front of the first that will be.
  const firstMet = met.find((index) => index !== null);
  let after = firstMet == null ? order.length - 1 : firstMet - 1;
  for (const [at, line] of pasted.entries()) {
    const index = met[at] ?? null;
    if (index !== null) {
      after = order.findIndex(({ id }) => id === standing[index]?.id);
      continue;
    }
    const place = between(order[after]?.place, order[after + 1]?.place);
    order.splice(after + 1, 0, { place });
    added.push({ line, place });
    after += 1;
  }
  return added;
}

/** For each pasted line the one there that is the same, by its index: by its words, or else by who speaks, alone or for others. */
function meet(standing: readonly StandingLine[], pasted: readonly ListedSpeaker[]) {
  const left = new Map(standing.map((line, index) => [index, line]));
  const met: (number | null)[] = pasted.map(() => null);
  for (const isSame of [haveSameWords, haveSameSpeaker]) {
    for (const [at, line] of pasted.entries()) {
      const found = met[at] === null && [...left].find(([, there]) => isSame(there, line));
      if (found) {
        met[at] = found[0];
        left.delete(found[0]);
      }
    }
  }
  return met;
}

const haveSameWords = (there: StandingLine, line: ListedSpeaker) =>
  there.written !== "" && foldName(there.written) === foldName(line.written);

const speaksForOthers = (line: Pick<StandingLine, "members" | "onBehalfOf">) =>
  line.members.length > 0 || line.onBehalfOf !== "";

const haveSameSpeaker = (there: StandingLine, line: ListedSpeaker) =>
  line.stateCode !== null &&
  there.stateCode === line.stateCode &&
  speaksForOthers(there) === speaksForOthers(line);

/** Where two neighbours leave no room the later of equal places is the younger line. */
const between = (before: number | undefined, next: number | undefined) =>
  placeBetween(before, next) ?? before ?? 0;
