import { expect, it } from "vitest";
import { keepMoment } from "./use-moment";

it("shows no moment before one that was shown", () => {
  const at = (time: string) => Date.parse(`2032-02-13T${time}Z`);
  expect(keepMoment(at("14:02"))).toBe(at("14:02"));
  expect(keepMoment(at("13:40"))).toBe(at("14:02"));
  expect(keepMoment(at("14:05"))).toBe(at("14:05"));
});
