import { describe, expect, it } from "vitest";
import {
  mostSteps,
  noSteps,
  type Steps,
  taken,
  takenAgain,
  takenBack,
  withoutStep,
} from "./change-steps";

const of = (...done: string[]) => done.reduce<Steps<string>>(taken, noSteps);

describe("the steps of a desk", () => {
  it("are taken back newest first and done again in their order", () => {
    let steps = of("a", "b");
    steps = takenBack(withoutStep(steps, "b"), "b");
    steps = takenBack(withoutStep(steps, "a"), "a");
    expect(steps).toEqual({ done: [], undone: ["b", "a"] });
    steps = takenAgain(steps, "a");
    expect(steps).toEqual({ done: ["a"], undone: ["b"] });
  });

  it("can't be done again after something new", () => {
    const steps = taken(takenBack(withoutStep(of("a", "b"), "b"), "b"), "c");
    expect(steps).toEqual({ done: ["a", "c"], undone: [] });
  });

  it("are forgotten, the oldest first, beyond a hundred", () => {
    const steps = of(...Array.from({ length: mostSteps + 1 }, (_, n) => String(n)));
    expect(steps.done).toHaveLength(mostSteps);
    expect(steps.done[0]).toBe("1");
  });
});
