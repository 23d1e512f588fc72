import { expect, it } from "vitest";
import { Endorse } from "./input";

const id = "01900000-0000-7000-8000-000000000000";
const sent = (more: object) => ({
  caseId: id,
  alertId: id,
  versionId: id,
  hash: "a".repeat(64),
  answer: "signed",
  publish: "yes",
  ...more,
});
const faults = (more: object) =>
  Object.fromEntries(
    Endorse.safeParse(sent(more)).error?.issues.map(({ path, message }) => [
      path.join("."),
      message,
    ]) ?? [],
  );

it("takes no signature of whoever has not said whether its name may be published", () => {
  const missing = { publish: "refusals.publishUnanswered" };
  expect(faults({ publish: undefined })).toEqual(missing);
  expect(faults({ publish: undefined, answer: "with_change", reason: "One word" })).toEqual(
    missing,
  );
  expect(faults({ publish: "no" })).toEqual({});
  // Who cannot sign stands in no list.
  expect(faults({ publish: undefined, answer: "cannot", reason: "Our mandate" })).toEqual({});
});

it("takes an office for a capacity, and asks at that field where it reads as something else", () => {
  expect(faults({ capacity: "Executive Director" })).toEqual({});
  expect(faults({ capacity: "On behalf of Wanda Nobody" })).toEqual({
    capacity: "refusals.onlyTheOffice",
  });
  // Offices have names of places in them.
  expect(faults({ capacity: "Coordinator, Lake Chad" })).toEqual({
    capacity: "refusals.onlyTheOffice",
  });
  expect(faults({ capacity: "Coordinator, Lake Chad", sureOfCapacity: "yes" })).toEqual({});
});
