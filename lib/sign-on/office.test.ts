import { expect, it } from "vitest";
import { namesSomebody } from "./office";

it.each([
  "",
  "Director",
  "Executive Director",
  "Director, Geneva Office",
  "Head of Advocacy, Middle East and North Africa",
  "Secretary-General",
  "Permanent Representative to the United Nations",
  "Directrice exécutive",
  "Secrétaire générale",
  "Secretario General",
  "Исполнительный директор",
  "المديرة التنفيذية",
  "执行主任",
  "代表",
])("takes an office: %s", (capacity) => {
  expect(namesSomebody(capacity)).toBe(false);
});

it.each([
  "on behalf of Wanda Nobody",
  "On behalf of the family",
  "Director, for Wanda Nobody",
  "Wanda Nobody, Executive Director",
  "Executive Director, Wanda Nobody",
  "au nom de la famille",
  "en nombre de la familia",
  "от имени семьи",
  "نيابة عن الأسرة",
  "代表家属",
])("takes nothing that names somebody, or that is signed for somebody: %s", (capacity) => {
  expect(namesSomebody(capacity)).toBe(true);
});
