import { describe, expect, it } from "vitest";
import type { CautionKind } from "@/db/reference/words";
import type { DatePrecision } from "@/lib/i18n/format";
import {
  type AskNext,
  type Contact,
  mostWeight,
  type Ranked,
  rankStates,
  reasonKinds,
  type StateFacts,
  startWeights,
  type Weights,
  weightsIn,
} from "./ask-next";

const occasion = {
  countryCode: "XEG",
  today: "2026-11-26",
  compareNames: (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0),
};

/** A State of which nothing is known. */
function aState(code: string, facts: Partial<StateFacts> = {}): StateFacts {
  return {
    code,
    key: code.toLowerCase(),
    name: `State ${code}`,
    group: null,
    isExample: false,
    guidelines: null,
    onCountry: { own: [], joint: [], undated: null },
    heardOnCountry: 0,
    onReprisals: { own: 0, joint: 0 },
    onCouncil: null,
    speaks: null,
    agreed: { thisCase: 0, others: 0 },
    declinedElsewhere: false,
    contact: null,
    cautions: [],
    here: null,
    partners: { read: [], named: [], unnamed: false },
    ...facts,
  };
}

const cautions = (...kinds: CautionKind[]) => kinds.map((kind) => ({ kind, note: "", safer: "" }));
const aContact = (on: string | null, precision: DatePrecision = "day"): Contact => ({
  had: { on, until: null, precision },
  by: "conversation",
});
const rank = (states: StateFacts[], weights: Weights = startWeights) =>
  rankStates(states, weights, occasion);
const codes = (ranked: Ranked[]) => ranked.map(({ state }) => state.code);
const everybody = ({ toAsk, asked }: AskNext) => [...toAsk, ...asked];
const onlyWeight = (kind: keyof Weights, weight = 2): Weights => ({
  ...(Object.fromEntries(reasonKinds.map((one) => [one, 0])) as Record<keyof Weights, number>),
  [kind]: weight,
});
const pointsOf = (kind: keyof Weights, facts: Partial<StateFacts>, others: StateFacts[] = []) =>
  everybody(rank([aState("AAA", facts), ...others], onlyWeight(kind))).find(
    ({ state }) => state.code === "AAA",
  )?.reasons[0];

describe("a reason", () => {
  it("counts a State's own words whole, and a signature among many half", () => {
    const years = { own: [2023], joint: [2018], undated: null };
    expect(pointsOf("country", { onCountry: years })).toMatchObject({
      points: 2,
      finding: { how: "own", years: [2023] },
    });
    expect(pointsOf("country", { onCountry: { ...years, own: [] } })).toMatchObject({ points: 1 });
    expect(pointsOf("country", { heardOnCountry: 1 })).toMatchObject({ points: 2 });
    expect(pointsOf("reprisals", { onReprisals: { own: 0, joint: 4 } })).toMatchObject({
      points: 1,
    });
    expect(pointsOf("guidelines", { guidelines: "eu" })).toMatchObject({ points: 1 });
  });

  it("knows that a State is no member of the Council only where the year's membership is known", () => {
    expect(pointsOf("council", { onCouncil: false })).toMatchObject({ known: true, points: 0 });
    expect(pointsOf("council", { onCouncil: null })).toEqual({
      kind: "council",
      known: false,
      points: 0,
    });
  });

  it("prefers the regional groups that carry the case least", () => {
    const carrier = (code: string, group: string) =>
      aState(code, { group, here: { stage: "agreed", commitmentId: code } });
    const others = [carrier("BBB", "WEOG"), carrier("CCC", "WEOG"), carrier("DDD", "GRULAC")];
    expect(pointsOf("balance", { group: "AFRICAN" }, others)).toMatchObject({ points: 2 });
    expect(pointsOf("balance", { group: "GRULAC" }, others)).toMatchObject({ points: 1 });
    expect(pointsOf("balance", { group: "WEOG" }, others)).toMatchObject({ points: 0 });
    expect(pointsOf("balance", { group: "WEOG" })).toMatchObject({
      points: 0,
      finding: { how: "nobody_yet" },
    });
  });

  it("takes points for a caution that was noted, once however many there are", () => {
    expect(
      pointsOf("caution", { cautions: cautions("visitor_exposure", "staff_risk") }),
    ).toMatchObject({
      points: -2,
    });
    expect(pointsOf("capacity", { cautions: cautions("capacity") })).toMatchObject({ points: -2 });
    expect(pointsOf("caution", { cautions: cautions("capacity") })).toMatchObject({ known: false });
  });

  it("counts a contact of the last half year whole", () => {
    const given = (on: string | null, precision: DatePrecision = on ? "day" : "unknown") =>
      pointsOf("contact", { contact: aContact(on, precision) });
    expect(given("2026-11-25")).toMatchObject({ points: 2, finding: { how: "recent" } });
    expect(given("2025-11-25")).toMatchObject({ points: 1, finding: { how: "older" } });
    // May was within half a year only towards its end, and 2026 may be any day of it.
    expect(given("2026-05-01", "month")).toMatchObject({ points: 1, finding: { how: "unsure" } });
    expect(given("2026-01-01", "year")).toMatchObject({ points: 1, finding: { how: "unsure" } });
    expect(given("2025-01-01", "year")).toMatchObject({ points: 1, finding: { how: "older" } });
    expect(given(null)).toMatchObject({ points: 1, finding: { how: "undated" } });
  });
});

it("puts equals in the order of their names, and leaves who was asked here apart", () => {
  const { toAsk, asked } = rank([
    aState("CCC"),
    aState("AAA"),
    aState("BBB", { guidelines: "own" }),
    aState("DDD", { here: { stage: "declined", commitmentId: "d" } }),
  ]);
  expect(codes(toAsk)).toEqual(["BBB", "AAA", "CCC"]);
  expect(codes(asked)).toEqual(["DDD"]);
});

describe("whatever is known", () => {
  const worlds = Array.from({ length: 300 }, (_, seed) => aRandomWorld(seed + 1));

  it("never offers the State concerned", () => {
    for (const { states, weights } of worlds) {
      expect(codes(everybody(rank(states, weights)))).not.toContain("XEG");
    }
  });

  it("sums what is shown and nothing else", () => {
    for (const { states, weights } of worlds) {
      for (const { reasons, sum } of everybody(rank(states, weights))) {
        expect(sum).toBe(reasons.reduce((total, { points }) => total + points, 0));
      }
    }
  });

  it("takes nothing for what is unknown", () => {
    for (const { states, weights } of worlds) {
      for (const { reasons } of everybody(rank(states, weights))) {
        expect(reasons.filter(({ known, points }) => !known && points !== 0)).toEqual([]);
        const less = reasons.filter(({ points }) => points < 0).map(({ kind }) => kind);
        expect(less.filter((kind) => kind !== "caution" && kind !== "capacity")).toEqual([]);
      }
    }
  });

  it("never lowers a State by what is learnt for it", () => {
    const learnt: Partial<StateFacts>[] = [
      { guidelines: "own" },
      { onCountry: { own: [2024], joint: [], undated: null } },
      { onReprisals: { own: 1, joint: 0 } },
      { onCouncil: true },
      { onCouncil: false },
      { speaks: "agreed" },
      { agreed: { thisCase: 1, others: 0 } },
      { contact: aContact("2026-11-01") },
    ];
    for (const { weights } of worlds) {
      const unknown = rank([aState("AAA")], weights).toAsk[0]?.sum ?? 0;
      for (const facts of learnt) {
        expect(rank([aState("AAA", facts)], weights).toAsk[0]?.sum).toBeGreaterThanOrEqual(unknown);
      }
    }
  });

  it("leaves a reason of weight 0 out of rows and sums", () => {
    for (const { states, weights } of worlds) {
      for (const kind of reasonKinds) {
        const whole = everybody(rank(states, { ...weights, [kind]: mostWeight }));
        const without = new Map(
          everybody(rank(states, { ...weights, [kind]: 0 })).map((row) => [row.state.code, row]),
        );
        for (const { state, sum, reasons } of whole) {
          const less = without.get(state.code);
          expect(less?.reasons.map((reason) => reason.kind)).not.toContain(kind);
          const points = reasons.find((reason) => reason.kind === kind)?.points ?? 0;
          expect(less?.sum).toBe(sum - points);
        }
      }
    }
  });
});

it("reads weights from an address, and keeps its own where something else stands", () => {
  expect(
    weightsIn({ country: "0", council: "5", speaks: "6", balance: "-1", contact: "x" }),
  ).toEqual({ ...startWeights, country: 0, council: 5 });
  expect(weightsIn({ guidelines: ["1", "2"] })).toEqual(startWeights);
});

function aRandomWorld(seed: number) {
  let at = seed;
  const next = (below: number) => {
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((at / 2_147_483_648) * below);
  };
  const one = <T>(...choices: T[]): T => choices[next(choices.length)] as T;
  const states = ["XEG", "AAA", "BBB", "CCC", "DDD", "EEE"].map((code) =>
    aState(code, {
      group: one("WEOG", "AFRICAN", "GRULAC", null),
      isExample: one(true, false),
      guidelines: one("own", "eu", null),
      onCountry: {
        own: one([], [2020]),
        joint: one([], [2019]),
        undated: one("own", "joint", null),
      },
      heardOnCountry: next(3),
      onReprisals: { own: next(2), joint: next(2) },
      onCouncil: one(true, false, null),
      speaks: one("spoke", "agreed", null),
      agreed: { thisCase: next(2), others: next(2) },
      contact: one(null, aContact(null, "unknown"), aContact("2026-10-01"), aContact("2020-01-01")),
      cautions: one(
        [],
        cautions("capacity"),
        cautions("visitor_exposure"),
        cautions("staff_risk", "capacity"),
      ),
      here: one(null, null, { stage: one("agreed", "asked", "raised"), commitmentId: code }),
    }),
  );
  const weights = Object.fromEntries(
    reasonKinds.map((kind) => [kind, next(mostWeight + 1)]),
  ) as Record<keyof Weights, number>;
  return { states, weights };
}
