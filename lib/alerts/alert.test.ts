import { describe, expect, it } from "vitest";
import { alertStages } from "@/db/reference/words";
import {
  canBeNudged,
  genevaLocal,
  genevaMoment,
  isOpenForSignOn,
  isStep,
  marksOf,
  nextStep,
  standingOf,
  stillHolds,
  tasksOf,
} from "./alert";
import { genevaTime } from "./input";

describe("the way of an alert", () => {
  it("goes forward a step at a time, back to writing, and out at any time", () => {
    expect(isStep("draft", "in_review")).toBe(true);
    expect(isStep("draft", "sign_on")).toBe(false);
    expect(isStep("sign_on", "draft")).toBe(true);
    expect(isStep("issued", "draft")).toBe(false);
    for (const stage of alertStages) {
      expect(isStep(stage, "withdrawn")).toBe(stage !== "closed" && stage !== "withdrawn");
    }
  });

  it("says what stands next", () => {
    const alert = {
      stage: "draft" as const,
      missing: 0,
      hasPassed: false,
      isCovered: true,
      isReviewed: false,
      isConsentChecked: false,
      waiting: 0,
    };
    expect(nextStep({ ...alert, missing: 2 })).toBe("write");
    expect(nextStep(alert)).toBe("sendForReview");
    expect(nextStep({ ...alert, stage: "in_review" })).toBe("review");
    expect(nextStep({ ...alert, stage: "consent_check", isConsentChecked: true })).toBe(
      "openForSignOn",
    );
    expect(nextStep({ ...alert, stage: "sign_on", waiting: 1 })).toBe("collect");
    expect(nextStep({ ...alert, stage: "sign_on", waiting: 1, hasPassed: true })).toBe("extend");
    expect(nextStep({ ...alert, stage: "sign_on", hasPassed: true })).toBe("issue");
    expect(nextStep({ ...alert, stage: "withdrawn" })).toBe("over");
    for (const stage of ["sign_on", "issued"] as const) {
      expect(nextStep({ ...alert, stage, isCovered: false })).toBe("renew");
    }
  });

  it("is not called open for a text that consent covers no longer, nor issued where nothing is out", () => {
    const out = {
      isCovered: true,
      hasClosedEdition: false,
      languages: [{ isIssued: false }, { isIssued: true }],
    };
    const closed = { isCovered: false, hasClosedEdition: true, languages: [{ isIssued: false }] };
    expect(standingOf({ ...out, stage: "issued" })).toBe("issued");
    expect(standingOf({ ...out, stage: "updated", isCovered: false })).toBe("updated");
    expect(standingOf({ ...out, stage: "issued", hasClosedEdition: true })).toBe("part_closed");
    expect(standingOf({ ...closed, stage: "updated" })).toBe("nothing_out");
    expect(standingOf({ ...closed, stage: "sign_on" })).toBe("held");
    expect(standingOf({ ...closed, stage: "sign_on", isCovered: true })).toBe("sign_on");
    expect(standingOf({ ...closed, stage: "withdrawn" })).toBe("withdrawn");
  });

  it("is signed until the deadline, and not a minute longer", () => {
    const signOnDeadline = new Date("2026-11-27T17:00:00Z");
    const at = (time: string) => new Date(`2026-11-27T${time}:00Z`);
    expect(isOpenForSignOn({ stage: "sign_on", signOnDeadline }, at("17:00"))).toBe(true);
    expect(isOpenForSignOn({ stage: "sign_on", signOnDeadline }, at("17:01"))).toBe(false);
    expect(isOpenForSignOn({ stage: "draft", signOnDeadline }, at("12:00"))).toBe(false);
  });
});

it("lists every section, and calls an empty one to do whatever was said of it", () => {
  const tasks = tasksOf([
    { section: "happened", status: "done", isEmpty: true },
    { section: "asks", status: "done", isEmpty: false },
  ]);
  expect(tasks).toHaveLength(9);
  expect(tasks.filter(({ status }) => status === "done")).toEqual([
    { section: "asks", status: "done" },
  ]);
});

describe("an answer", () => {
  const version = (number: number, isMinor = false) => ({ id: String(number), number, isMinor });

  it("holds through typing errors, until something that matters changes", () => {
    expect(stillHolds("1", [version(1)])).toBe(true);
    expect(stillHolds("1", [version(1), version(2, true), version(3, true)])).toBe(true);
    expect(stillHolds("1", [version(1), version(2), version(3, true)])).toBe(false);
    expect(stillHolds("2", [version(1), version(2), version(3, true)])).toBe(true);
    expect(stillHolds("9", [version(1)])).toBe(false);
  });

  it("marks the section that it is about, and the others by what follows", () => {
    const change = marksOf({ answer: "with_change", section: "happened" }, [], ["asks"]);
    expect(change.happened).toEqual(["with_change"]);
    expect(change.asks).toEqual(["signed"]);
    const objection = marksOf({ answer: "cannot", section: "asks" }, [], []);
    expect(objection.asks).toEqual(["objects"]);
    // Nobody signed the rest by objecting to a part.
    expect(objection.happened).toEqual([]);
    expect(marksOf({ answer: "cannot", section: null }, [], []).risk).toEqual(["objects"]);
  });

  it("says nothing of a section that is not in the text, but for an objection to its absence", () => {
    const inText = ["happened", "asks"] as const;
    const marks = marksOf({ answer: "signed", section: null }, ["risk"], [], inText);
    expect(marks).toMatchObject({
      happened: ["signed"],
      asks: ["signed"],
      risk: ["drafted"],
      done: [],
    });
    const objection = marksOf({ answer: "cannot", section: "risk" }, [], [], inText);
    expect(objection).toMatchObject({ risk: ["objects"], happened: [], done: [] });
  });

  it("that is missing leaves all that they did", () => {
    const marks = marksOf(null, ["happened", "asks"], ["asks"]);
    expect([marks.happened, marks.asks, marks.risk]).toEqual([
      ["drafted"],
      ["drafted", "commented"],
      [],
    ]);
  });
});

describe("a deadline in Geneva", () => {
  it.each([
    ["2026-11-27T18:00", "2026-11-27T17:00:00.000Z"],
    ["2026-07-01T18:00", "2026-07-01T16:00:00.000Z"],
    // The night on which the clocks go forward, and the one on which they go back.
    ["2026-03-29T03:30", "2026-03-29T01:30:00.000Z"],
    ["2026-10-25T12:00", "2026-10-25T11:00:00.000Z"],
  ])("of %s is one moment", (local, moment) => {
    expect(genevaMoment(local)?.toISOString()).toBe(moment);
    expect(genevaLocal(new Date(moment))).toBe(local);
  });

  it("that is no time is none", () => {
    expect(genevaMoment("tomorrow")).toBeNull();
    expect(genevaMoment("2026-13-40T99:00")).toBeNull();
  });

  it.each([
    "0000-01-01T00:00",
    "0001-01-01T00:00",
    "1899-12-31T23:59",
    "2200-01-01T00:00",
    "9999-12-31T23:59",
  ])("of %s is a slip, and a message at its field", (local) => {
    const slip = genevaTime.safeParse(local);
    expect(slip.error?.issues.map(({ message }) => message)).toEqual(["forms.dateImpossible"]);
  });
});

it("reminds others, once a day", () => {
  const now = new Date("2026-11-27T12:00:00Z");
  const earlier = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  expect(canBeNudged({ orgId: "a", nudgedAt: null }, "b", now)).toBe(true);
  expect(canBeNudged({ orgId: "a", nudgedAt: null }, "a", now)).toBe(false);
  expect(canBeNudged({ orgId: "a", nudgedAt: earlier(23) }, "b", now)).toBe(false);
  expect(canBeNudged({ orgId: "a", nudgedAt: earlier(25) }, "b", now)).toBe(true);
});
