import { expect, it } from "vitest";
import { spellingsOf } from "./spellings";

it.each([
  ["Amina Example", ["Amina Example"]],
  ["Example, Amina", ["Example, Amina"]],
  ["أمينة مثال (Amina Example)", ["أمينة مثال", "Amina Example"]],
  ["أمينة مثال Amina Example", ["أمينة مثال", "Amina Example"]],
  ["Amina Example / Amineh Exampel", ["Amina Example", "Amineh Exampel"]],
  ["Amina (Umm Example) Example; 阿米娜", ["Amina Example", "Umm Example", "阿米娜"]],
  ["()", []],
])("of %s are %j", (name, spellings) => {
  expect(spellingsOf(name)).toEqual(expect.arrayContaining(spellings));
  expect(
    spellingsOf(name)
      .filter((one) => one !== name)
      .every((one) => spellings.includes(one)),
  ).toBe(true);
});
