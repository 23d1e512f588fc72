import type { ReferralRefusal, SupportKind } from "@/db/reference/support-words";

/** Of how many requests something is true; null where too few people stand behind it, or behind what it leaves. */
type Told = number | null;

/** What became of the requests of a year, so that nobody can be made out of it: no small number, and none to work out. */
export interface SupportReport {
  total: Told;
  kinds: {
    /** Null for those that are too few to stand alone. */
    kind: SupportKind | null;
    requests: number;
    answered: Told;
    accepted: Told;
    /** Of how many the defender said whether it helped. */
    judged: Told;
    /** Of those, how many were helped, wholly or in part. */
    helped: Told;
    /** From opening to the first answer, in days: half were quicker. */
    medianDays: Told;
  }[];
  /** Some requests are of so few people that they stand nowhere. */
  hasHidden: boolean;
  /** Of the requests that were answered and got no yes, how many heard which reason last. */
  refusals: { reason: ReferralRefusal; requests: number }[];
  /** Others of them heard another reason. */
  hasHiddenRefusals: boolean;
}

/** One request as it is counted. */
export interface CountedRequest {
  /** Whose it is. */
  person: string;
  kind: SupportKind;
  /** Days until the first answer; null while there is none. */
  days: number | null;
  isAccepted: boolean;
  /** The newest reason for a no. */
  refusal: ReferralRefusal | null;
  /** Whether it helped, as the person said last; null where they did not say. */
  hasHelped: boolean | null;
}

/** The fewest people behind a number that is told. */
const fewestPeople = 5;

/**
 * Tells what became of requests. Each number has nobody or `fewest` different people behind it, and so has what it leaves
 * of every told number that holds it: what is told of a part is told only where its whole is, so that nothing told can be
 * taken from anything else told to find fewer (decision 69).
 */
export function tellReport(
  requests: readonly CountedRequest[],
  fewest: number = fewestPeople,
): SupportReport {
  const isSafe = (some: readonly CountedRequest[]) =>
    some.length === 0 || new Set(some.map(({ person }) => person)).size >= fewest;
  const split = (whole: readonly CountedRequest[] | null, is: (one: CountedRequest) => boolean) => {
    const part = whole?.filter(is);
    return part && isSafe(part) && isSafe(whole?.filter((one) => !is(one)) ?? []) ? part : null;
  };

  const byKind = [...Map.groupBy(requests, ({ kind }) => kind)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const alone = byKind.filter(([, some]) => isSafe(some));
  const others = byKind.flatMap(([, some]) => (isSafe(some) ? [] : some));
  const rows: [SupportKind | null, CountedRequest[]][] =
    others.length > 0 && isSafe(others) ? [...alone, [null, others]] : alone;
  const hasHidden = !isSafe(others);

  const refused: CountedRequest[] = [];
  const kinds = rows.map(([kind, all]) => {
    const answered = split(all, ({ days }) => days !== null);
    const accepted = split(answered, ({ isAccepted }) => isAccepted);
    const judged = split(all, ({ hasHelped }) => hasHelped !== null);
    const helped = split(judged, ({ hasHelped }) => hasHelped === true);
    if (answered && accepted) {
      refused.push(...answered.filter(({ isAccepted }) => !isAccepted));
    }
    return {
      kind,
      requests: all.length,
      answered: answered?.length ?? null,
      accepted: accepted?.length ?? null,
      judged: judged?.length ?? null,
      helped: helped?.length ?? null,
      medianDays: medianOf((answered ?? []).flatMap(({ days }) => days ?? [])),
    };
  });

  const { told, rest } = tellReasons(refused, isSafe);
  return {
    total: hasHidden ? null : requests.length,
    kinds,
    hasHidden,
    refusals: told.map(([reason, some]) => ({ reason, requests: some.length })),
    hasHiddenRefusals: rest.length > 0,
  };
}

type Reason = [ReferralRefusal, CountedRequest[]];

/**
 * Of requests that were answered and got no yes, the reasons that may be told, most heard first. How many there are in all
 * can be worked out from the table, so that the least heard ones go untold until those that are left out are enough.
 */
function tellReasons(
  refused: readonly CountedRequest[],
  isSafe: (some: readonly CountedRequest[]) => boolean,
): { told: Reason[]; rest: CountedRequest[] } {
  const told: Reason[] = [];
  const rest: CountedRequest[] = [];
  for (const [reason, some] of Map.groupBy(refused, ({ refusal }) => refusal)) {
    if (reason && isSafe(some)) {
      told.push([reason, some]);
    } else {
      rest.push(...some);
    }
  }
  told.sort(([a, some], [b, more]) => more.length - some.length || (a < b ? -1 : 1));
  while (!isSafe(rest)) {
    const least = told.pop();
    if (!least) {
      break;
    }
    rest.push(...least[1]);
  }
  return { told, rest };
}

/** Half of them are no more. */
function medianOf(days: readonly number[]): number | null {
  return days.toSorted((a, b) => a - b)[Math.ceil(days.length / 2) - 1] ?? null;
}
