import { expect, it } from "vitest";
import type { Mentionable } from "@/lib/alerts/desk";
import { mentionsIn } from "./mentions";

const colleague = (id: string, name: string): Mentionable => ({ id, name, organisation: "Own" });
const organisation = (id: string, called: string): Mentionable => ({
  id,
  name: null,
  organisation: called,
});

const all = [
  colleague("ana", "Ana Example"),
  colleague("ana-maria", "Ana Example Other"),
  colleague("wang", "王某"),
  colleague("amina", "أمينة المثالي"),
  colleague("dara", "Dara O’Sample"),
  organisation("network", "Example Network"),
];

const heardBy = (body: string, chosen: string[] = [], people: readonly Mentionable[] = all) =>
  mentionsIn(body, people, chosen).to.map(({ id }) => id);

it.each([
  ["typed", "@Ana Example please look", ["ana"]],
  ["at the very end", "please look, @Ana Example", ["ana"]],
  ["the longer of two that begin alike", "@Ana Example Other, is it so?", ["ana-maria"]],
  ["two in a row", "@Ana Example @Example Network", ["ana", "network"]],
  ["small, as a voice writes it", "@ ana example please", ["ana"]],
  ["with the sign of a wide keyboard", "请＠王某看一下", ["wang"]],
  ["in Chinese, with no space behind", "请@王某看一下", ["wang"]],
  ["in Arabic, between marks of direction", "\u2067@أمينة المثالي\u2069 هل هذا صحيح؟", ["amina"]],
  ["pasted with a space that does not break", "@Ana\u00a0Example", ["ana"]],
  ["pasted over the end of a line", "@Ana\nExample", ["ana"]],
  ["with another apostrophe", "@Dara O'Sample", ["dara"]],
  ["with the possessive", "See @Ana Example's note", ["ana"]],
])("hears a name %s", (_how, body, expected) => {
  expect(heardBy(body)).toEqual(expected);
});

it.each([
  ["without the sign", "Ana Example said so"],
  ["inside a longer word", "@Ana Examples"],
  ["in an address", "mail us at desk@example network"],
  ["by a part alone", "@Ana look"],
])("hears nobody %s", (_how, body) => {
  expect(heardBy(body)).toEqual([]);
});

it("tells nobody where several have the name, and says so, unless one was chosen", () => {
  const two = [colleague("one", "Sam Sample"), colleague("two", "SAM SAMPLE")];
  expect(mentionsIn("@Sam Sample?", two)).toEqual({
    to: [],
    unclear: [{ words: "Sam Sample", why: "several" }],
  });
  expect(heardBy("@Sam Sample?", ["two"], two)).toEqual(["two"]);
  // Whoever was chosen and whose name was then taken out is not spoken to.
  expect(heardBy("Nobody?", ["two"], two)).toEqual([]);
  const named = [colleague("one", "Example Network"), organisation("two", "Example Network")];
  expect(heardBy("@Example Network", [], named)).toEqual([]);
});

it("says that a part of a name speaks to nobody", () => {
  expect(mentionsIn("@Ana, look", all).unclear).toEqual([{ words: "Ana", why: "part" }]);
  expect(mentionsIn("@home and @", all).unclear).toEqual([]);
});
