import { describe, expect, it } from "vitest";
import record from "@/db/reference/reprisals-record.json";
import {
  dialogueYearsOf,
  type RecordFact,
  type ResponsivenessFacts,
  responsivenessOf,
} from "./responsiveness";

const shipped = record.entries.map((entry) => ({
  ...entry,
  forum: entry.forum.toLowerCase(),
  date: entry.date,
}));

const nothing: ResponsivenessFacts = {
  today: "2026-11-26",
  isExample: false,
  euMember: false,
  record: [],
  dialogueYears: [2018, 2020, 2022, 2023, 2025],
  guidelines: [],
  terms: [],
  promises: [],
};

const dialogue = (year: number): RecordFact => ({
  forum: "hrc",
  body: "Human Rights Council, item 5 interactive dialogue",
  date: `${year}-09-28`,
  type: "individual_statement",
  sources: [`source of ${year}`],
});

const guideline = {
  id: "own",
  title: "Guidelines on defenders",
  stateCode: "XEA",
  appliesToEuMembers: false,
  sources: ["page"],
};

describe("responsiveness, computed", () => {
  it("counts the recorded years of the dialogue, each once", () => {
    const facts = { ...nothing, record: [dialogue(2023), dialogue(2023), dialogue(2025)] };
    expect(responsivenessOf(facts).reasons[0]).toEqual({
      kind: "dialogue",
      years: [2023, 2025],
      of: 5,
      sources: ["source of 2023", "source of 2025"],
    });
  });

  it("finds five recorded years of the dialogue in what is shipped", () => {
    expect(dialogueYearsOf(shipped)).toEqual([2018, 2020, 2022, 2023, 2025]);
  });

  it("says that the record is silent, not the State, and takes nothing away for it", () => {
    const silent = responsivenessOf(nothing);
    expect(silent.level).toBe("unknown");
    expect(silent.reasons.map((reason) => reason.kind)).toEqual(["no_record", "no_guidelines"]);
    const withText = responsivenessOf({ ...nothing, guidelines: [guideline] });
    expect(withText.level).toBe("some");
  });

  it("calls a State likely only when it has acted and something else speaks for it", () => {
    const acted = { ...nothing, record: [dialogue(2025)] };
    expect(responsivenessOf(acted).level).toBe("some");
    expect(responsivenessOf({ ...acted, guidelines: [guideline] }).level).toBe("likely");
    const texts = {
      ...nothing,
      guidelines: [guideline],
      terms: [{ startsOn: "2026-01-01", endsOn: "2028-12-31", sources: [] }],
    };
    expect(responsivenessOf(texts).level).toBe("some");
  });

  it("counts promises kept, and neither the cut nor the unknown as broken", () => {
    const promises = [
      { isRaised: true, delivery: "as_agreed" },
      { isRaised: true, delivery: "weaker" },
      { isRaised: false, delivery: "not_delivered" },
      { isRaised: false, delivery: "cut" },
      { isRaised: false, delivery: "unknown" },
    ];
    expect(responsivenessOf({ ...nothing, promises }).reasons[0]).toEqual({
      kind: "promises_kept",
      kept: 2,
      of: 3,
      notCounted: 2,
      sources: [],
    });
  });

  it("gives the end of the last of terms that follow one another", () => {
    const terms = [
      { startsOn: "2024-01-01", endsOn: "2026-12-31", sources: [] },
      { startsOn: "2027-01-01", endsOn: "2029-12-31", sources: ["election"] },
    ];
    expect(responsivenessOf({ ...nothing, terms }).reasons.at(-1)).toEqual({
      kind: "council_member",
      until: "2029-12-31",
      sources: ["election"],
    });
  });

  it("names the text of the European Union only where the State has none of its own", () => {
    const eu = { ...guideline, id: "eu", stateCode: null, appliesToEuMembers: true };
    const kinds = (facts: Partial<ResponsivenessFacts>) =>
      responsivenessOf({ ...nothing, ...facts }).reasons.map((reason) => reason.kind);
    expect(kinds({ euMember: true, guidelines: [eu] })).toContain("eu_guidelines");
    expect(kinds({ euMember: true, guidelines: [eu, guideline] })).not.toContain("eu_guidelines");
    expect(kinds({ guidelines: [eu] })).toContain("no_guidelines");
  });

  it("claims nothing about the public record of an invented State", () => {
    expect(responsivenessOf({ ...nothing, isExample: true })).toEqual({
      level: "unknown",
      reasons: [],
    });
  });
});
