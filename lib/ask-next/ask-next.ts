import type { CautionKind, ShownStage } from "@/db/reference/words";
import type { StoredDate } from "@/lib/dates/stored-date";

/*
 * Who to ask next about a case on an occasion. Every reason is a fact that somebody can look up; its points are its
 * weight, half of it, or nothing, and the sum is nothing but their sum. What is not known gives no points and takes
 * none: a State that nobody wrote down is not behind because of it. Only a caution that somebody noted counts against.
 */

/** The reasons in the order in which they are read. Two of them, once noted, take points away. */
export const reasonKinds = [
  "country",
  "reprisals",
  "guidelines",
  "council",
  "speaks",
  "balance",
  "elsewhere",
  "contact",
  "caution",
  "capacity",
] as const;
export type ReasonKind = (typeof reasonKinds)[number];

export type Weights = Readonly<Record<ReasonKind, number>>;

export const mostWeight = 5;

/** Where one starts: what a State said itself before what is said of it. */
export const startWeights: Weights = {
  country: 3,
  reprisals: 2,
  guidelines: 2,
  council: 2,
  speaks: 3,
  balance: 2,
  elsewhere: 3,
  contact: 1,
  caution: 2,
  capacity: 1,
};

/** What is known of one State, for one case on one occasion. */
export interface StateFacts {
  code: string;
  key: string;
  name: string;
  group: string | null;
  isExample: boolean;
  guidelines: "own" | "eu" | null;
  /** The public record on the country of the case: the years in which it spoke itself, and with others. */
  onCountry: { own: number[]; joint: number[]; undated: "own" | "joint" | null };
  /** Times that it raised cases in the country, by the actor's own records. */
  heardOnCountry: number;
  /** Entries of the public record on reprisals anywhere: in its own words, and with others. */
  onReprisals: { own: number; joint: number };
  /** Whether it sits on the Council at that time; null where the year's membership is not complete. */
  onCouncil: boolean | null;
  /** It spoke on this occasion, or has agreed to on another case. */
  speaks: "spoke" | "agreed" | null;
  /** Times that it agreed or raised: this case on other occasions, and other cases. */
  agreed: { thisCase: number; others: number };
  /** It declined this case on another occasion: shown, without points. */
  declinedElsewhere: boolean;
  /** The last time that the actor's organisation spoke with it, as far as the actor may read of it. */
  contact: Contact | null;
  cautions: NotedCaution[];
  /** Where an ask about this case on this occasion stands already. */
  here: { stage: ShownStage; commitmentId: string } | null;
  /** Partners that are already talking with it about a case in this country: by name, and whether others are. */
  partners: {
    /** Whose ask or conversation the actor reads. */
    read: string[];
    named: string[];
    unnamed: boolean;
  };
}

/** What somebody noted; an empty alternative stands for the general advice. */
export interface NotedCaution {
  kind: CautionKind;
  note: string;
  safer: string;
}

/** An ask or its answer, or a conversation that was logged. */
export interface Contact {
  had: StoredDate;
  by: "ask" | "conversation";
}

export type Finding =
  | { kind: "country"; how: "own" | "joint"; years: number[] }
  | { kind: "country"; how: "heard"; times: number }
  | { kind: "reprisals"; how: "own" | "joint"; times: number }
  | { kind: "guidelines"; how: "own" | "eu" }
  | { kind: "council"; how: "member" | "not_member" }
  | { kind: "speaks"; how: "spoke" | "agreed" }
  | { kind: "balance"; how: "first" | "behind" | "led" | "nobody_yet"; group: string }
  | { kind: "elsewhere"; how: "this_case" | "others"; times: number }
  | { kind: "contact"; how: "recent" | "older" | "unsure" | "undated"; contact: Contact }
  | { kind: "caution" }
  | { kind: "capacity" };

/** A reason that is known, with its points; or one of which nothing is known, which has none. */
export type Reason =
  | { kind: ReasonKind; known: true; points: number; finding: Finding }
  | { kind: ReasonKind; known: false; points: 0 };

export interface Ranked {
  state: StateFacts;
  reasons: Reason[];
  sum: number;
}

export interface AskNext {
  /** The most points first, then by name. */
  toAsk: Ranked[];
  /** Those with an ask on this occasion already, by the same order. */
  asked: Ranked[];
}

export interface Occasion {
  /** The State concerned, which is never asked about its own case. */
  countryCode: string;
  today: string;
  /** How names are put in order in the reader's language. */
  compareNames: (a: string, b: string) => number;
}

/** Ranks States. A reason of weight 0 is left out of every row and of every sum. */
export function rankStates(
  states: readonly StateFacts[],
  weights: Weights,
  { countryCode, today, compareNames }: Occasion,
): AskNext {
  const others = states.filter((state) => state.code !== countryCode);
  const carriers = carriersByGroup(others);
  const kinds = reasonKinds.filter((kind) => weights[kind] > 0);
  const ranked = others
    .map((state): Ranked => {
      const reasons = kinds.map((kind) =>
        reasonOf(kind, weights[kind], state, { carriers, today }),
      );
      return { state, reasons, sum: reasons.reduce((sum, { points }) => sum + points, 0) };
    })
    .sort((a, b) => b.sum - a.sum || compareNames(a.state.name, b.state.name));
  return {
    toAsk: ranked.filter(({ state }) => state.here === null),
    asked: ranked.filter(({ state }) => state.here !== null),
  };
}

type Found = { share: -1 | 0 | 0.5 | 1; finding: Finding } | null;

function reasonOf(kind: ReasonKind, weight: number, state: StateFacts, around: Around): Reason {
  const found = findings[kind](state, around);
  return found
    ? // A share of nothing is plain zero, also for what takes away.
      { kind, known: true, points: found.share * weight || 0, finding: found.finding }
    : { kind, known: false, points: 0 };
}

interface Around {
  carriers: ReadonlyMap<string, number>;
  today: string;
}

const findings: Record<ReasonKind, (state: StateFacts, around: Around) => Found> = {
  country({ onCountry, heardOnCountry }) {
    if (onCountry.own.length > 0 || onCountry.undated === "own") {
      return { share: 1, finding: { kind: "country", how: "own", years: onCountry.own } };
    }
    if (heardOnCountry > 0) {
      return { share: 1, finding: { kind: "country", how: "heard", times: heardOnCountry } };
    }
    // A signature among many is weaker than a State's own words.
    return onCountry.joint.length > 0 || onCountry.undated === "joint"
      ? { share: 0.5, finding: { kind: "country", how: "joint", years: onCountry.joint } }
      : null;
  },
  reprisals({ onReprisals }) {
    if (onReprisals.own > 0) {
      return { share: 1, finding: { kind: "reprisals", how: "own", times: onReprisals.own } };
    }
    return onReprisals.joint > 0
      ? { share: 0.5, finding: { kind: "reprisals", how: "joint", times: onReprisals.joint } }
      : null;
  },
  guidelines({ guidelines }) {
    return (
      guidelines && {
        share: guidelines === "own" ? 1 : 0.5,
        finding: { kind: "guidelines", how: guidelines },
      }
    );
  },
  council({ onCouncil, isExample }) {
    return isExample || onCouncil === null
      ? null
      : {
          share: onCouncil ? 1 : 0,
          finding: { kind: "council", how: onCouncil ? "member" : "not_member" },
        };
  },
  speaks({ speaks }) {
    return speaks && { share: 1, finding: { kind: "speaks", how: speaks } };
  },
  balance({ group }, { carriers }) {
    if (!group) {
      return null;
    }
    const own = carriers.get(group) ?? 0;
    const most = Math.max(0, ...carriers.values());
    if (most === 0) {
      return { share: 0, finding: { kind: "balance", how: "nobody_yet", group } };
    }
    const how = own === 0 ? "first" : own < most ? "behind" : "led";
    return {
      share: how === "first" ? 1 : how === "behind" ? 0.5 : 0,
      finding: { kind: "balance", how, group },
    };
  },
  elsewhere({ agreed }) {
    if (agreed.thisCase > 0) {
      const times = agreed.thisCase;
      return { share: 1, finding: { kind: "elsewhere", how: "this_case", times } };
    }
    return agreed.others > 0
      ? { share: 0.5, finding: { kind: "elsewhere", how: "others", times: agreed.others } }
      : null;
  },
  contact({ contact }, { today }) {
    if (!contact) {
      return null;
    }
    const how = ageOf(contact.had, daysBefore(today, recentDays));
    return { share: how === "recent" ? 1 : 0.5, finding: { kind: "contact", how, contact } };
  },
  caution({ cautions }) {
    return cautions.some(({ kind }) => kind !== "capacity")
      ? { share: -1, finding: { kind: "caution" } }
      : null;
  },
  capacity({ cautions }) {
    return cautions.some(({ kind }) => kind === "capacity")
      ? { share: -1, finding: { kind: "capacity" } }
      : null;
  },
};

/** Half a year: the people of a mission are then mostly the same. */
const recentDays = 183;

/** A month or a year that the bound lies in is neither the one nor the other. */
function ageOf({ on, until, precision }: StoredDate, bound: string) {
  if (on === null) {
    return "undated";
  }
  if (on >= bound) {
    return "recent";
  }
  const last =
    until ??
    (precision === "year"
      ? `${on.slice(0, 4)}-12-31`
      : precision === "month"
        ? `${on.slice(0, 7)}-31`
        : on);
  return last < bound ? "older" : "unsure";
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** How many States of each regional group agreed to raise this case on this occasion, or raised it. */
function carriersByGroup(states: readonly StateFacts[]): ReadonlyMap<string, number> {
  const carriers = new Map<string, number>();
  for (const { group, here } of states) {
    if (group && (here?.stage === "agreed" || here?.stage === "raised")) {
      carriers.set(group, (carriers.get(group) ?? 0) + 1);
    }
  }
  return carriers;
}

/** The weights in an address: whole numbers from 0 to 5; what is missing or something else stays as at the start. */
export function weightsIn(
  params: Readonly<Record<string, string | string[] | undefined>>,
): Weights {
  return Object.fromEntries(
    reasonKinds.map((kind) => {
      const given = params[kind];
      return [
        kind,
        typeof given === "string" && /^[0-5]$/.test(given) ? Number(given) : startWeights[kind],
      ];
    }),
  ) as Record<ReasonKind, number>;
}
