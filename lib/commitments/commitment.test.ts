import { describe, expect, it } from "vitest";
import { createStateMatcher } from "@/lib/states/names";
import {
  isLate,
  marksGoneWith,
  namesNobody,
  namingsUpTo,
  overlayOf,
  shownStage,
} from "./commitment";
import { isKey, readCursor, writeCursor } from "./cursor";
import { mayMean, resolveNames, withoutState } from "./resolve-states";

const row = {
  stage: "asked" as const,
  isRaised: false,
  closedAs: null,
  dueOn: null as string | null,
  word: null as 1 | 4 | null,
  confidentiality: "coalition" as const,
  visibility: "organisation" as const,
};

describe("a commitment", () => {
  it("is raised because somebody spoke, whatever its stage", () => {
    expect(shownStage({ stage: "declined", isRaised: true })).toBe("raised");
    expect(shownStage({ stage: "agreed", isRaised: false })).toBe("agreed");
  });

  it("carries one mark: a due reply, then a restriction, then writing", () => {
    const today = "2026-11-26";
    const written = { ...row, word: 4 as const };
    expect(overlayOf(written, today)).toBe("writing");
    expect(overlayOf({ ...written, word: 5 }, today)).toBe("record");
    expect(overlayOf({ ...written, visibility: "team" }, today)).toBe("restricted");
    expect(overlayOf({ ...written, visibility: "team", dueOn: "2026-11-30" }, today)).toBe("due");
    expect(overlayOf({ ...row, dueOn: "2027-01-30" }, today)).toBeUndefined();
    expect(overlayOf({ ...row, dueOn: "2026-11-30", stage: "agreed" }, today)).toBeUndefined();
  });

  it("is late only while it is open and unheard", () => {
    expect(isLate({ ...row, dueOn: "2026-11-25" }, "2026-11-26")).toBe(true);
    expect(isLate({ ...row, dueOn: "2026-11-25", isRaised: true }, "2026-11-26")).toBe(false);
    expect(isLate({ ...row, dueOn: "2026-11-25", closedAs: "lapsed" }, "2026-11-26")).toBe(false);
  });

  it("offers no naming beyond consent", () => {
    expect(namingsUpTo("situation")).toEqual(["theme", "country", "situation"]);
    expect(namingsUpTo("country")).not.toContain("person");
    expect(namesNobody("situation")).toBe(true);
    expect(namesNobody("organisation")).toBe(false);
  });
});

describe("a cursor", () => {
  const cursor = { order: "changed:desc", keys: ["2026-11-26 10:00:00.123456+00"], position: 50 };

  it("comes back as it was written, for its own order only", () => {
    const fits = ([key, ...more]: readonly string[]) =>
      isKey("timestamptz", key) && more.length === 0;
    expect(readCursor(writeCursor(cursor), "changed:desc", fits)).toEqual(cursor);
    expect(readCursor(writeCursor(cursor), "due:asc", fits)).toBeNull();
    const long = { ...cursor, keys: [...cursor.keys, "DEU"] };
    expect(readCursor(writeCursor(long), "changed:desc", fits)).toBeNull();
  });

  it("holds nothing but what the database can read as what it is compared with", () => {
    expect(isKey("text", "DEU")).toBe(true);
    expect(isKey("date", "2026-11-26")).toBe(true);
    for (const key of ["'; drop table cases", "x".repeat(50), "2026-11-26T10:00", undefined]) {
      for (const kind of ["text", "date", "timestamptz", "uuid"] as const) {
        expect(isKey(kind, key)).toBe(false);
      }
    }
    expect(isKey("timestamptz", "2026-99-99 99:99:99+99")).toBe(false);
    expect(isKey("timestamptz", "DEU")).toBe(false);
  });
});

describe("pasted names", () => {
  const matcher = createStateMatcher([
    { code: "DEU", text: "Germany" },
    { code: "FRA", text: "France" },
    { code: "KOR", text: "Republic of Korea" },
    { code: "PRK", text: "Democratic People's Republic of Korea" },
  ]);

  it("are split by line, comma and semicolon, and found in a line", () => {
    expect(resolveNames("Germany; France\n\nGermany and France", matcher)).toEqual({
      codes: ["DEU", "FRA"],
      unclear: [],
    });
  });

  it("ask where a name fits several States or none", () => {
    const { codes, unclear } = resolveNames("Korea\nAtlantis\nFrance", matcher);
    expect(codes).toEqual(["FRA"]);
    expect(unclear).toMatchObject([
      { text: "Korea", codes: ["KOR", "PRK"] },
      { text: "Atlantis", codes: [] },
    ]);
  });

  it("offer a State that is named with something beside it, and do not take it", () => {
    const { codes, unclear } = resolveNames("France (host)\nGermany", matcher);
    expect(codes).toEqual(["DEU"]);
    expect(unclear).toMatchObject([{ text: "France (host)", codes: [] }]);
    expect(unclear[0]?.nearest[0]).toBe("FRA");
    expect(mayMean("France (host)", "FRA", matcher)).toBe(true);
    expect(mayMean("Korea", "PRK", matcher)).toBe(true);
    expect(mayMean("Atlantis", "FRA", matcher)).toBe(false);
  });

  it("ask about a name once, however often and however it is written", () => {
    const { unclear } = resolveNames("Korea, korea, KOREA, Atlantis\nAtlántis", matcher);
    expect(unclear.map((name) => name.text)).toEqual(["Korea", "Atlantis"]);
  });

  it("stay as they were when one State is left out of them", () => {
    const pasted = "Germany, Atlantis\nGermany and France; France";
    expect(withoutState(pasted, "DEU", matcher)).toBe("Atlantis\nFrance\nFrance");
  });
});

describe("the marks of considering", () => {
  const thinking = { stage: "considering", withCapital: true, leaning: "yes" } as const;
  it("go with every other stage, also where the same change sets them", () => {
    for (const stage of ["agreed", "declined", "asked", "no_answer"] as const) {
      expect(marksGoneWith(thinking, { stage })).toEqual({ withCapital: false, leaning: null });
    }
    expect(
      marksGoneWith(
        { stage: "asked", withCapital: false, leaning: null },
        { withCapital: true, leaning: "no" },
      ),
    ).toEqual({ withCapital: false, leaning: null });
  });

  it("stay while the State is considering, and are nothing where none were set", () => {
    expect(marksGoneWith(thinking, {})).toEqual({});
    expect(marksGoneWith(thinking, { leaning: "no" })).toEqual({});
    expect(
      marksGoneWith({ stage: "asked", withCapital: false, leaning: null }, { stage: "agreed" }),
    ).toEqual({});
  });
});
