import { describe, expect, it } from "vitest";
import { type CountedRequest, type SupportReport, tellReport } from "./report";

/** In small worlds three people are what five are in the real one. */
const fewest = 3;

type World = readonly CountedRequest[];
type Request = Omit<CountedRequest, "person">;
type Tell = (world: World) => SupportReport;

const kinds = [
  "legal_advice",
  "communications",
  "digital_security",
  "medical_expenses",
  "legal_expenses",
] as const;
const asked: Request = {
  kind: "legal_advice",
  days: null,
  isAccepted: false,
  refusal: null,
  hasHelped: null,
};
const answers: Partial<Request>[] = [
  {},
  { days: 2, isAccepted: true },
  { days: 2, refusal: "no_funds" },
  { days: 2, refusal: "no_capacity" },
];
const each = (...ways: Partial<Request>[][]): Request[] =>
  ways.reduce<Request[]>(
    (all, way) => all.flatMap((one) => way.map((is) => ({ ...one, ...is }))),
    [asked],
  );

/** Every world of up to so many people who each asked one of these things. */
function* worldsOf(most: number, things: readonly Request[][], from = 0): Generator<World> {
  yield [];
  if (most === 0) {
    return;
  }
  for (let at = from; at < things.length; at++) {
    const own = (things[at] ?? []).map((one) => ({ ...one, person: String(most) }));
    for (const world of worldsOf(most - 1, things, at)) {
      yield [...own, ...world];
    }
  }
}

const single = (all: Request[]) => all.map((one) => [one]);
const small = {
  "one kind, answers and whether it helped": {
    most: 6,
    things: single(each(answers, [{ hasHelped: null }, { hasHelped: true }, { hasHelped: false }])),
  },
  "two kinds and all answers": {
    most: 8,
    things: single(
      each(
        kinds.slice(0, 2).map((kind) => ({ kind })),
        answers,
      ),
    ),
  },
  "many kinds": { most: 9, things: single(each(kinds.map((kind) => ({ kind })))) },
  "people who asked twice": {
    most: 7,
    things: each(answers.slice(0, 3)).flatMap((one, at, all) => [
      [one],
      ...all.slice(at).map((other) => [one, other]),
    ]),
  },
};

/** How many people stand behind what nobody may find out when they are few. */
function secretsOf(world: World): Record<string, number> {
  const found: Record<string, number> = {};
  const note = (of: string, all: World) => {
    const count = (name: string, some: World) => {
      found[`${of}: ${name}`] = new Set(some.map(({ person }) => person)).size;
    };
    const answered = all.filter(({ days }) => days !== null);
    const refused = answered.filter(({ isAccepted }) => !isAccepted);
    const judged = all.filter(({ hasHelped }) => hasHelped !== null);
    count("asked", all);
    count("answered", answered);
    count(
      "unanswered",
      all.filter(({ days }) => days === null),
    );
    count(
      "yes",
      answered.filter(({ isAccepted }) => isAccepted),
    );
    count("no", refused);
    count("judged", judged);
    count(
      "not judged",
      all.filter(({ hasHelped }) => hasHelped === null),
    );
    count(
      "helped",
      judged.filter(({ hasHelped }) => hasHelped),
    );
    count(
      "not helped",
      judged.filter(({ hasHelped }) => !hasHelped),
    );
    for (const reason of ["no_funds", "no_capacity"] as const) {
      count(
        reason,
        refused.filter(({ refusal }) => refusal === reason),
      );
      count(
        `not ${reason}`,
        refused.filter(({ refusal }) => refusal !== reason),
      );
    }
  };
  note("all", world);
  const few: CountedRequest[] = [];
  for (const kind of kinds) {
    const own = world.filter((one) => one.kind === kind);
    if (new Set(own.map(({ person }) => person)).size >= fewest) {
      note(kind, own);
    } else {
      few.push(...own);
    }
  }
  note("kinds of few", few);
  return found;
}

/**
 * What somebody finds out who knows the rules and compares the report with every world that it could be told of: each
 * number of few people that is the same in all of them.
 */
function foundOut({ most, things }: { most: number; things: Request[][] }, tell: Tell): string[] {
  const worlds = Map.groupBy(worldsOf(most, things), (world) => JSON.stringify(tell(world)));
  return [...worlds].flatMap(([text, possible]) => {
    const report: SupportReport = JSON.parse(text);
    const told = report.kinds.reduce((sum, { requests }) => sum + requests, 0);
    if (told + (report.hasHidden ? fewest - 1 : 0) > most) {
      // Larger worlds than were made here could be told like this too.
      return [];
    }
    const secrets = possible.map(secretsOf);
    const [one = {}] = secrets;
    return Object.entries(one)
      .filter(([name, n]) => n > 0 && n < fewest && secrets.every((other) => other[name] === n))
      .map(([name, n]) => `${name} = ${n} from ${text}`);
  });
}

const rightly: Tell = (world) => tellReport(world, fewest);

/** The report with one thing told that the rules keep back. */
const telling =
  (what: (report: SupportReport, world: World) => Partial<SupportReport>): Tell =>
  (world) => {
    const report = rightly(world);
    return { ...report, ...what(report, world) };
  };
const rows =
  (
    what: (
      own: World,
      row: SupportReport["kinds"][number],
    ) => Partial<SupportReport["kinds"][number]>,
  ): ((report: SupportReport, world: World) => Partial<SupportReport>) =>
  (report, world) => ({
    kinds: report.kinds.map((row) => ({
      ...row,
      ...what(
        world.filter(({ kind }) => kind === row.kind),
        row,
      ),
    })),
  });
const ifEnough = (n: number) => (n >= fewest ? n : null);
const answered = (own: World) => own.filter(({ days }) => days !== null);
const yes = (own: World) => own.filter(({ isAccepted }) => isAccepted);

describe("nobody works out a number of few people", () => {
  it.each(Object.entries(small))("in worlds of %s", (_, worlds) => {
    expect(foundOut(worlds, rightly)).toEqual([]);
  });

  it.each<[string, keyof typeof small, Tell]>([
    [
      "what a number leaves is not looked at",
      "one kind, answers and whether it helped",
      telling(rows((own) => ({ answered: ifEnough(answered(own).length) }))),
    ],
    [
      "days are told where the number answered is not",
      "one kind, answers and whether it helped",
      telling(rows((own) => ({ medianDays: answered(own).length >= fewest ? 2 : null }))),
    ],
    [
      "a yes is held against what was asked, and not against what was answered",
      "two kinds and all answers",
      telling(
        rows((own) => ({
          accepted:
            own.length - yes(own).length >= fewest || own.length === yes(own).length
              ? ifEnough(yes(own).length)
              : null,
        })),
      ),
    ],
    [
      "reasons are not held against all that got no yes",
      "two kinds and all answers",
      telling((_, world) => ({
        refusals: (["no_funds", "no_capacity"] as const).flatMap((reason) => {
          const requests = world.filter(({ refusal }) => refusal === reason).length;
          return requests >= fewest ? [{ reason, requests }] : [];
        }),
      })),
    ],
    [
      "the total is told beside what is hidden",
      "many kinds",
      telling((_, world) => ({ total: world.length })),
    ],
  ])("but somebody would if %s", (_, worlds, tell) => {
    expect(foundOut(small[worlds], tell)).not.toEqual([]);
  });
});

describe("people are counted, not requests", () => {
  /** Told numbers of one kind that few people stand behind, or behind what they leave. */
  const ofFew = (tell: Tell) =>
    [...worldsOf(5, small["people who asked twice"].things)].filter((world) => {
      const [row] = tell(world).kinds;
      const behind = secretsOf(world);
      const isOfFew = (told: number | null | undefined, ...names: string[]) =>
        typeof told === "number" &&
        names.some((name) => {
          const n = behind[`all: ${name}`] ?? 0;
          return n > 0 && n < fewest;
        });
      return (
        isOfFew(row?.requests, "asked") ||
        isOfFew(row?.answered, "answered", "unanswered") ||
        isOfFew(row?.accepted, "yes", "no") ||
        isOfFew(row?.medianDays, "answered")
      );
    });

  it("behind every number that is told, and behind what it leaves", () => {
    expect(ofFew(rightly)).toEqual([]);
  });

  it("which somebody who counted requests would not see", () => {
    expect(
      ofFew((world) =>
        tellReport(
          world.map((one, at) => ({ ...one, person: String(at) })),
          fewest,
        ),
      ),
    ).not.toEqual([]);
  });
});

describe("the report", () => {
  const people = (n: number, is: Partial<Request>, from = 0): CountedRequest[] =>
    Array.from({ length: n }, (_, at) => ({ ...asked, ...is, person: String(from + at) }));

  it("tells nothing of five requests of one person", () => {
    const all = people(5, { days: 0 }).map((one) => ({ ...one, person: "one" }));
    expect(tellReport(all)).toMatchObject({ total: null, kinds: [], hasHidden: true });
  });

  it("tells no days beside an untold number of answers", () => {
    const all = [...people(6, { days: 0 }), ...people(1, {}, 6)];
    expect(tellReport(all).kinds).toMatchObject([
      { requests: 7, answered: null, accepted: null, medianDays: null },
    ]);
  });

  it("tells no reason that leaves one other of seven", () => {
    const all = [
      ...people(6, { days: 1, refusal: "no_funds" }),
      ...people(1, { days: 1, refusal: "no_capacity" }, 6),
    ];
    expect(tellReport(all)).toMatchObject({
      kinds: [{ requests: 7, answered: 7, accepted: 0, medianDays: 1 }],
      refusals: [],
      hasHiddenRefusals: true,
    });
  });

  it("tells reasons that leave enough, most heard first", () => {
    const all = [
      ...people(5, { days: 1, refusal: "no_funds" }),
      ...people(6, { days: 3, refusal: "no_capacity" }, 5),
      ...people(3, { days: 3, refusal: "not_told" }, 11),
      ...people(2, { days: 3, refusal: "other_kind" }, 14),
    ];
    expect(tellReport(all)).toMatchObject({
      refusals: [
        { reason: "no_capacity", requests: 6 },
        { reason: "no_funds", requests: 5 },
      ],
      hasHiddenRefusals: true,
    });
  });
});
