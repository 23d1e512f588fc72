import { expect, it } from "vitest";
import { correctionStep } from "./edition";

const step = (more: Partial<Parameters<typeof correctionStep>[0]>) =>
  correctionStep({
    stage: "issued",
    edition: { id: "first", versionId: "version", audience: "public" },
    widest: "public",
    lostName: false,
    hasNewSignatures: false,
    latest: { id: "first" },
    signableId: "version",
    hasChanged: false,
    ...more,
  });

it("leads whoever corrects an edition to the one thing that is next", () => {
  expect(step({})).toBe("write");
  expect(step({ hasChanged: true })).toBe("open");
  expect(step({ signableId: "newer", hasChanged: true })).toBe("issue");
  expect(step({ latest: { id: "second" } })).toBe("newer");
  expect(step({ stage: "closed" })).toBe("over");
});

it("leads to the new list of signatories where a name was taken off, and nothing else is newer", () => {
  expect(step({ lostName: true })).toBe("names");
  expect(step({ lostName: true, signableId: "newer" })).toBe("issue");
  expect(step({ lostName: true, latest: { id: "second" } })).toBe("newer");
});

it("leads to the signatories of now where others stand behind the same text", () => {
  expect(step({ hasNewSignatures: true })).toBe("signatories");
  expect(step({ hasNewSignatures: true, hasChanged: true })).toBe("signatories");
  expect(step({ hasNewSignatures: true, signableId: "newer" })).toBe("issue");
});

it("leads nowhere for readers for whom the alert is not meant any more", () => {
  expect(step({ widest: "missions", signableId: "newer" })).toBe("narrower");
});
