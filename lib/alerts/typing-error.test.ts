import { expect, it } from "vitest";
import { doc, paragraph } from "./shared-text";
import { isMoreThanTyping } from "./typing-error";

const person = { type: "person", attrs: { id: "0199aaaa-0000-7000-8000-000000000001" } };
const text = (...words: Parameters<typeof paragraph>) => doc(paragraph(...words));
const before = "Two panelists were detainde at the airport on 13 April 2018.";

it.each([
  ["a mended letter", "Two panellists were detained at the airport on 13 April 2018.", false],
  ["nothing", before, false],
  ["a point", "Two panelists were detainde at the airport on 13 April 2018!", false],
  ["another day", "Two panelists were detainde at the airport on 18 April 2018.", true],
  ["another word", "Two panelists were released at the airport on 13 April 2018.", true],
  [
    "a short word turned round",
    "Two panelists wore detainde at the airport on 13 April 2018.",
    true,
  ],
  ["a word more", "Two panelists were not detainde at the airport on 13 April 2018.", true],
  ["a word less", "Two panelists were detainde at airport on 13 April 2018.", true],
])("takes %s for what it is", (_what, after, isMore) => {
  expect(
    isMoreThanTyping({ en: { title: null, sections: { happened: text(before) } } }, [
      { language: "en", section: "happened", content: text(after) },
    ]),
  ).toBe(isMore);
});

it("is more when a person came or went, or a section did", () => {
  const signed = { en: { title: null, sections: { affected: text("Affected: ", person) } } };
  const changed = (section: string, content: ReturnType<typeof text>) =>
    isMoreThanTyping(signed, [{ language: "en", section, content }]);
  expect(changed("affected", text("Affected: ", person))).toBe(false);
  expect(changed("affected", text("Affected: "))).toBe(true);
  expect(changed("asks", text("We ask"))).toBe(true);
  expect(changed("asks", text())).toBe(false);
});
