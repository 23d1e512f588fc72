import { describe, expect, it } from "vitest";
import { shortTitleOf } from "./short-title";

const council = {
  orgId: null,
  kind: "hrc_regular",
  number: 63,
  title: "Human Rights Council, 63rd session",
  statesUnderReview: [],
  startsOn: "2026-09-14",
  datePrecision: "day",
} as const;
const preSession = {
  ...council,
  orgId: "o",
  kind: "upr_pre_session",
  number: null,
  title: "UPR pre-session, Example State 7",
  statesUnderReview: ["XEG"],
} as const;
const names = (code: string) => ({ XEG: "Example State 7" })[code];

describe("the short title of a session", () => {
  it("is the body and the number of what the United Nations number", () => {
    expect(shortTitleOf(council, names)).toEqual({ key: "hrc_regular", number: 63 });
  });

  it("is the State and the year of a pre-session", () => {
    expect(shortTitleOf(preSession, names)).toEqual({
      ...{ key: "preSessionOf", state: "Example State 7", year: "2026" },
    });
    const undated = { ...preSession, datePrecision: "unknown" };
    expect(shortTitleOf(undated, names)).toMatchObject({ year: "" });
  });

  it("is none where somebody's own words are short, or alone say what it is", () => {
    expect(shortTitleOf({ ...preSession, title: "Breakfast at the Palais" }, names)).toBeNull();
    expect(shortTitleOf({ ...preSession, statesUnderReview: ["XEG", "XEF"] }, names)).toBeNull();
    expect(shortTitleOf(preSession, () => undefined)).toBeNull();
    // Only what is shipped has the number of the United Nations.
    const own = { ...council, orgId: "o", title: "Our side event on reprisals" };
    expect(shortTitleOf(own, names)).toBeNull();
  });
});
