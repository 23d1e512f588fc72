import { expect, it } from "vitest";
import { askAgain, isAskedAgain } from "./asked-again";

it("sends back what was typed under the names of the form's fields", () => {
  const again = askAgain(
    { names: "Atlantis", states: ["a", "b"], dueOn: undefined, saidOn: "2026-12-07" },
    "names",
    "commitments.new.concerned",
    { state: "Example State 1" },
  );
  expect(again.values).toEqual({
    names: ["Atlantis"],
    "states[]": ["a", "b"],
    saidOn: ["2026-12-07"],
  });
  expect(isAskedAgain(again)).toBe(true);
  expect(isAskedAgain({ outcome: "opened" })).toBe(false);
  expect(isAskedAgain(null)).toBe(false);
});
