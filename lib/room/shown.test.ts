import { describe, expect, it } from "vitest";
import type { Step } from "./input";
import { nextSpeaker, placeBetween, promisedCases, type Room, type Speaker } from "./room";
import { withStep } from "./shown";

const state = (code: string) => ({ code, key: code.toLowerCase(), name: code });
const line = (id: string, more: Partial<Speaker> = {}): Speaker => ({
  id,
  kind: "state",
  written: "",
  state: state(id),
  members: [],
  onBehalfOf: "",
  unknown: [],
  offered: [],
  isGroup: false,
  isUnderReview: false,
  spokeAt: null,
  spokeBy: null,
  isMine: false,
  undoUntil: null,
  cutAt: null,
  cutBy: null,
  promises: [],
  heard: [],
  ...more,
});
const room = (speakers: Speaker[]): Room => ({
  speakers,
  cases: [],
  missing: 0,
  mayWrite: true,
  zone: "Europe/Zurich",
});
const promise = (caseId: string, stage: "agreed" | "asked", by = "A") =>
  ({
    state: state(by),
    case: { id: caseId, reference: caseId, title: "" },
    stage,
  }) as Speaker["promises"][number];
const at = Date.parse("2026-12-07T13:07:00Z");
const sessionId = "s";

describe("a step that is not stored yet", () => {
  it("shows the stamp, and keeps a colleague's that was there first", () => {
    const hear: Step = { kind: "hear", sessionId, id: "A", caseIds: ["c"], ago: 0 };
    const shown = withStep(room([line("A")]), { step: hear, at }, "Me").speakers[0];
    expect(shown).toMatchObject({ spokeBy: "Me", isMine: true, heard: [{ caseIds: ["c"] }] });
    const theirs = line("A", { spokeAt: "2026-12-07T13:06:00.000Z", spokeBy: "Other" });
    expect(withStep(room([theirs]), { step: hear, at }, "Me").speakers[0]).toMatchObject({
      spokeAt: theirs.spokeAt,
      spokeBy: "Other",
    });
  });

  it("moves a line as the server will", () => {
    const start = room(["A", "B", "C"].map((id) => line(id)));
    const order = (step: object) =>
      withStep(start, { step: { kind: "move", sessionId, ...step } as never, at }, "Me")
        .speakers.map(({ id }) => id)
        .join("");
    expect(order({ id: "A", to: "down" })).toBe("BAC");
    expect(order({ id: "A", to: "up" })).toBe("ABC");
    expect(order({ id: "C", to: "after", after: "A" })).toBe("ACB");
    expect(order({ id: "C", to: "after" })).toBe("CAB");
  });
});

it("records what the speaker promised with one press, but nothing of the State concerned nor of another's promise", () => {
  const speaker = line("A", {
    members: [state("B")],
    promises: [
      promise("one", "agreed"),
      promise("two", "agreed"),
      promise("three", "asked"),
      promise("four", "agreed", "B"),
    ],
  });
  const cases = ["one", "two", "three", "four"].map((id) => ({
    id,
    reference: id,
    title: "",
    ownState: id === "two" ? "B" : "Z",
  }));
  expect(promisedCases(speaker, cases)).toEqual(["one"]);
});

it("goes on after the last that was heard, and comes back to who was passed over", () => {
  const spoke = { spokeAt: "2026-12-07T13:06:00.000Z" };
  expect(nextSpeaker([line("A"), line("B", spoke), line("C")])?.id).toBe("C");
  expect(nextSpeaker([line("A"), line("B", spoke)])?.id).toBe("A");
  expect(nextSpeaker([line("A", { cutAt: "x" }), line("B", spoke)])).toBeUndefined();
});

it("finds a place between two neighbours until there is none", () => {
  expect(placeBetween(undefined, undefined)).toBe(0);
  expect(placeBetween(1, undefined)).toBe(2);
  expect(placeBetween(undefined, 1)).toBe(0);
  expect(placeBetween(1, 2)).toBe(1.5);
  expect(placeBetween(1, 1 + Number.EPSILON)).toBeNull();
});
