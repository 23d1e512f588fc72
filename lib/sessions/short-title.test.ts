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
    expect(shortTitleOf(council, names, "2026")).toEqual({ key: "hrc_regular", number: 63 });
  });

  it("is the State of a pre-session, and the year where it is not this one", () => {
    expect(shortTitleOf(preSession, names, "2028")).toEqual({
      ...{ key: "preSessionOf", state: "Example State 7", year: "2026" },
    });
    expect(shortTitleOf(preSession, names, "2026")).toMatchObject({ year: "" });
    const undated = { ...preSession, datePrecision: "unknown" };
    expect(shortTitleOf(undated, names, "2028")).toMatchObject({ year: "" });
  });

  it("is none where somebody's own words are short, or alone say what it is", () => {
    expect(
      shortTitleOf({ ...preSession, title: "Breakfast at the Palais" }, names, "2026"),
    ).toBeNull();
    expect(
      shortTitleOf({ ...preSession, statesUnderReview: ["XEG", "XEF"] }, names, "2026"),
    ).toBeNull();
    expect(shortTitleOf(preSession, () => undefined, "2026")).toBeNull();
    // Only what is shipped has the number of the United Nations.
    const own = { ...council, orgId: "o", title: "Our side event on reprisals" };
    expect(shortTitleOf(own, names, "2026")).toBeNull();
  });
});
