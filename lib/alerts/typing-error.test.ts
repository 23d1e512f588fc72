import { expect, it } from "vitest";
import { doc, paragraph } from "./shared-text";
import { mendedWords } from "./typing-error";

const person = { type: "person", attrs: { id: "0199aaaa-0000-7000-8000-000000000001" } };
const text = (...words: Parameters<typeof paragraph>) => doc(paragraph(...words));
const before = "Two panelists were detainde at the airport on 13 April 2018.";

const pairs = (was: string, is: string) =>
  mendedWords({ en: { title: null, sections: { happened: text(was) } } }, [
    { language: "en", section: "happened", content: text(is) },
  ])?.map((word) => `${word.was} → ${word.is}`) ?? null;

it.each([
  [
    "mended letters",
    "Two panellists were detained at the airport on 13 April 2018.",
    ["panelists → panellists", "detainde → detained"],
  ],
  ["nothing", before, []],
  ["a point", "Two panelists were detainde at the airport on 13 April 2018!", ["2018. → 2018!"]],
  ["another day", "Two panelists were detainde at the airport on 18 April 2018.", null],
  ["another word", "Two panelists were released at the airport on 13 April 2018.", null],
  [
    "a short word turned round",
    "Two panelists wore detainde at the airport on 13 April 2018.",
    null,
  ],
  ["a word more", "Two panelists were not detainde at the airport on 13 April 2018.", null],
  ["a word less", "Two panelists were detainde at airport on 13 April 2018.", null],
])("takes %s for what it is", (_what, after, expected) => {
  expect(pairs(before, after)).toEqual(expected);
});

it.each([
  ["clients", "cleints"],
  ["occured", "occurred"],
  ["teh", "the"],
  ["Confernce", "Conference"],
  ["Задержаные", "Задержанные"],
  ["détenu", "detenu"],
  ["المحامين", "المحاميين"],
])("takes %s to be one slip away from %s", (was, is) => {
  expect(pairs(was, is)).toEqual([`${was} → ${is}`]);
});

it.each([
  ["legal", "illegal"],
  ["detained", "retained"],
  ["Slovakia", "Slovenia"],
  ["Austria", "Australia"],
  ["June", "July"],
  ["now", "not"],
  ["was", "saw"],
  ["no", "on"],
  ["moral", "amoral"],
  ["مارس", "مايو"],
  ["他被拘留", "他被扣留"],
  ["他不同意", "他同意"],
  ["เขาถูกจับ", "เขาถูกจบ"],
  ["comitee", "committee"],
])("does not take %s for a slip of %s", (was, is) => {
  expect(pairs(was, is)).toBeNull();
});

it("is more than typing when more than six words were mended", () => {
  const slips = (count: number) => ["clients ".repeat(9), "cleints ".repeat(count)] as const;
  const mixed = (count: number) => {
    const [was, is] = slips(count);
    return pairs(was, is + "clients ".repeat(9 - count));
  };
  expect(mixed(6)).toHaveLength(6);
  expect(mixed(7)).toBeNull();
});

it("is more when a person came or went, or a section did", () => {
  const signed = { en: { title: null, sections: { affected: text("Affected: ", person) } } };
  const changed = (section: string, content: ReturnType<typeof text>) =>
    mendedWords(signed, [{ language: "en", section, content }]) === null;
  expect(changed("affected", text("Affected: ", person))).toBe(false);
  expect(changed("affected", text("Affected: "))).toBe(true);
  expect(changed("asks", text("We ask"))).toBe(true);
  expect(changed("asks", text())).toBe(false);
});
