import { describe, expect, it } from "vitest";
import { earlyOnes, type SessionChoice } from "./import";

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
