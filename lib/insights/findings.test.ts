import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import type { RegionalGroup } from "@/db/reference/regional-groups";
import en from "@/lib/i18n/messages/en";
import { type Group, noCounts, type QuietCases, type Tile } from "./chart";
import {
  findBalance,
  findLadder,
  findOutstanding,
  findPromised,
  findQuiet,
  findTiles,
} from "./findings";

const t = createTranslator({ locale: "en", messages: en, namespace: "insights.finding" });

const aCase = { id: "1", reference: "PL-2026-AAA", title: "" };

describe("says of promises", () => {
  const say = (...sessions: [open: number, kept: number, unasked: number, isToCome?: true][]) => {
    const { key, values } = findPromised({
      sessions: sessions.map(([open, kept, unasked, isToCome]) => ({
        session: { id: "", title: "", on: { precision: "unknown", from: null } },
        open,
        kept,
        unasked,
        ...(isToCome && { isToCome }),
      })),
      spoke: null,
    });
    return t(`promised-raised.${key}`, values);
  };
  it.each([
    [[], "No promise and no intervention is on record yet"],
    [[[0, 0, 1]], "One State spoke, without a promise on record"],
    [[[0, 0, 12]], "12 times a State spoke, without a promise on record"],
    [[[1, 0, 0]], "The one promise has not been raised"],
    [[[0, 1, 3]], "The one promise was raised"],
    [[[2, 0, 5]], "Of 2 promises, none has been raised"],
    [[[1, 1, 0]], "Of 2 promises, one was raised"],
    [
      [
        [3, 4, 1],
        [2, 5, 0],
      ],
      "Of 14 promises, 9 were raised",
    ],
    [[[1_000, 500, 0]], "Of 1,500 promises, 500 were raised"],
    [[[1, 0, 0, true]], "One promise is still to come"],
    [
      [
        [3, 0, 0, true],
        [2, 4, 1],
      ],
      "Of 6 promises whose session took place, 4 were raised; 3 more are still to come",
    ],
    [
      [
        [1, 0, 0, true],
        [0, 1, 0],
      ],
      "The one promise whose session took place was raised; one more is still to come",
    ],
  ] as [[number, number, number, true?][], string][])("%j: %s", (sessions, said) => {
    expect(say(...sessions)).toBe(said);
  });
});

describe("says of the ladder", () => {
  const say = (...counts: Partial<ReturnType<typeof noCounts>>[]) => {
    const { key, values } = findLadder({
      cases: counts.map((some) => ({ case: aCase, counts: { ...noCounts(), ...some } })),
      isPart: false,
    });
    return t(`stage-ladder.${key}`, values);
  };
  it.each([
    [[], "No State has been asked about a case yet"],
    [[{ raised: 1 }], "The one ask was agreed or raised"],
    [[{ asked: 1 }], "The one ask is neither agreed nor raised yet; one State owes an answer"],
    [[{ declined: 2 }], "Of 2 asks, none is agreed or raised yet"],
    [
      [
        { raised: 2, agreed: 1 },
        { asked: 2, planned: 1 },
      ],
      "Of 5 asks, 3 were agreed or raised; 2 answers are owed; one more is planned",
    ],
    [[{ planned: 1 }], "One ask is planned; no State has been asked yet"],
    [[{ planned: 2 }, { not_approached: 1 }], "3 asks are planned; no State has been asked yet"],
  ])("%j: %s", (counts, said) => {
    expect(say(...counts)).toBe(said);
  });
});

describe("says of quiet cases", () => {
  const say = (carried: number[], isPart = false) => {
    const { key, values } = findQuiet({
      cases: carried.map((n) => ({ case: aCase, carried: n, waiting: 0 })),
      isPart,
    } satisfies QuietCases);
    return t(`quiet-cases.${key}`, values);
  };
  it.each([
    [[], false, "There is no open case to show"],
    [[0], false, "No State has taken the one case yet"],
    [[2], false, "A State carries the one case"],
    [[1, 2], false, "Each of the 2 cases is carried by a State"],
    [[0, 2, 1], false, "Of 3 cases, one has no State yet"],
    [[0, 0, 1], false, "Of 3 cases, 2 have no State yet"],
    [[0, 0, 1], true, "Of the 3 cases that changed last, 2 have no State yet"],
  ])("%j (a part: %s): %s", (carried, isPart, said) => {
    expect(say(carried, isPart)).toBe(said);
  });
});

describe("says of regions", () => {
  const say = (states: Partial<Record<Group, number>>) => {
    const { key, values, present, missing } = findBalance({
      groups: Object.entries(states).map(([group, raised]) => ({
        group: group as Group,
        raised,
        agreed: 0,
        members: 10,
      })),
    });
    const named = (groups: readonly RegionalGroup[]) =>
      groups.map((group) => en.insights.from[group as keyof typeof en.insights.from]);
    return t(`regional-balance.${key}`, {
      ...values,
      group: named(present)[0] ?? "",
      groups: named(missing).join(" or "),
    });
  };
  it.each([
    [{}, "No State has agreed or raised yet"],
    [{ WEOG: 8, EASTERN_EUROPEAN: 3, GRULAC: 1 }, "No State from Africa or Asia-Pacific"],
    [
      { WEOG: 8, EASTERN_EUROPEAN: 3, GRULAC: 1, EXAMPLE_A: 4 },
      "No State from Africa or Asia-Pacific",
    ],
    [{ GRULAC: 1 }, "The one State that agreed or raised is from Latin America and the Caribbean"],
    [{ AFRICAN: 3 }, "All 3 States that agreed or raised are from Africa"],
    [{ none: 1 }, "The one State that agreed or raised is in none of the five groups"],
    [
      { AFRICAN: 1, ASIA_PACIFIC: 1, EASTERN_EUROPEAN: 1, GRULAC: 1, WEOG: 1 },
      "States of all five regional groups agreed or raised",
    ],
  ] as [Partial<Record<Group, number>>, string][])("%j: %s", (states, said) => {
    expect(say(states)).toBe(said);
  });
});

describe("says of replies", () => {
  const none = { n: 0, atLeast: false };
  const say = (late: number, days: number[], later = none, lateIsMore = false) => {
    const { key, values } = findOutstanding({
      late: { n: late, atLeast: lateIsMore },
      days: days.map((n, index) => ({ day: `2026-12-0${index + 1}`, n })),
      later,
    });
    return t(`asks-outstanding.${key}`, values);
  };
  it("holds for none, one, some and more than are counted", () => {
    expect(say(0, [])).toBe("No reply is due");
    expect(say(1, [])).toBe("One reply is outstanding, and late");
    expect(say(0, [1])).toBe("One reply is outstanding, not late");
    expect(say(1, [2, 1])).toBe("4 replies are outstanding, one of them late");
    expect(say(3, [2])).toBe("5 replies are outstanding, 3 of them late");
    expect(say(0, [2], { n: 1_000, atLeast: true })).toBe(
      "More than 1,002 replies are outstanding, none of them late",
    );
    expect(say(1_000, [2], none, true)).toBe(
      "More than 1,002 replies are outstanding, more than 1,000 of them late",
    );
  });
});

it("says of the squares what is true of the world, whatever is invented", () => {
  const tile = (group: Group, stage: Tile["stage"]): Tile => ({
    code: "XXX",
    key: "x",
    name: "X",
    group,
    stage,
  });
  const say = (...tiles: Tile[]) => {
    const { key, values } = findTiles({ tiles });
    return t(`tile-map.${key}`, values);
  };
  expect(say(tile("WEOG", "not_approached"), tile("EXAMPLE_A", "raised"))).toBe(
    "Of 1 States, none has been approached yet",
  );
  expect(
    say(tile("WEOG", "raised"), tile("AFRICAN", "not_approached"), tile("none", "agreed")),
  ).toBe("Of 3 States, one raised, one has agreed and one was never approached");
  // Who is only planned to be asked has not been approached.
  expect(say(tile("WEOG", "planned"), tile("GRULAC", "not_approached"))).toBe(
    "Of 2 States, none has been approached yet",
  );
  expect(findTiles({ tiles: [tile("EXAMPLE_A", "raised"), tile("WEOG", "asked")] }).invented).toBe(
    1,
  );
  expect(say(tile("WEOG", "asked"))).toBe("Of 1 States, none has raised and each was approached");
});
