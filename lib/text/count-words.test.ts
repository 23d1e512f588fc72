import { expect, it } from "vitest";
import { countWords } from "./count-words";

it("counts words as a reader counts them", () => {
  expect(countWords("Name the search of the lawyer’s office in Example State 7.", "en")).toBe(11);
  expect(countWords("", "en")).toBe(0);
  expect(countWords("在预备会议上提出此案", "zh")).toBeGreaterThan(3);
});
