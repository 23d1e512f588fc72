import { describe, expect, it } from "vitest";
import { earlyOnes, matchSessions, type SessionChoice } from "./import";
import { typedKey } from "./plan";

describe("a session as it is typed", () => {
  const named = (id: string, title: string, shortName = title): SessionChoice => ({
    ...{ id, title, shortName },
    ...{ forum: "upr", startsOn: null, isPast: false },
  });
  const match = matchSessions([
    named("pre", "UPR30 pre-session"),
    named("council", "63rd session of the Human Rights Council", "HRC 63"),
    named("first", "Meeting"),
    named("second", "Meeting"),
  ]);

  it.each([
    ["UPR30 pre-session", "pre"],
    ["upr 30 Pre Session", "pre"],
    ["HRC63", "council"],
    ["63rd Session of the Human Rights Council", "council"],
    // Two are called so, or nearly so: that is asked.
    ["Meeting", null],
    ["UPR30", null],
    ["", null],
  ])("%s is one of the tracker's, or none: %s", (text, id) => {
    expect(match(typedKey(text))?.id ?? null).toBe(id);
  });
});

describe("what a sheet calls raised", () => {
  it("is early where its session has not begun, and only there", () => {
    const session = (id: string, startsOn: string | null): SessionChoice => ({
      id,
      startsOn,
      title: id,
      shortName: id,
      forum: "hrc",
      isPast: false,
    });
    const sessions = [
      session("over", "2026-09-01"),
      session("today", "2026-11-26"),
      session("coming", "2026-11-27"),
      session("undated", null),
    ];
    const raised = sessions.map(({ id }): [string, number] => [id, 2]);
    expect(earlyOnes(raised, sessions, "2026-11-26")).toEqual([{ session: sessions[2], count: 2 }]);
    expect(earlyOnes([], sessions, "2026-11-26")).toEqual([]);
  });
});
