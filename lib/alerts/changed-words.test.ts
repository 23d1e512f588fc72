import { expect, it } from "vitest";
import { changedWords } from "./changed-words";

const marked = (before: string, now: string) =>
  changedWords(before, now).map(([from, to]) => now.slice(from, to));

it("marks what reads differently, word by word", () => {
  expect(
    marked("\ufffc and \ufffc, scheduled, were held.", "Two panellists, scheduled, were held."),
  ).toEqual(["Two panellists"]);
  expect(marked("They were held.", "They were held.")).toEqual([]);
  expect(marked("", "New words.")).toEqual(["New words."]);
});

it("knows words in Arabic and Chinese", () => {
  expect(marked("احتُجز في المطار", "احتُجز في هافانا")).toEqual(["هافانا"]);
  expect(marked("他们在机场被拘留", "他们在酒店被拘留")).toEqual(["酒店"]);
});

it("ends a word at a full stop, as no two browsers agree to", () => {
  expect(marked("Held: \ufffc.Then Núñez.V3 left.", "Held: a member.Then Núñez.V3 left.")).toEqual([
    "a member",
  ]);
});

it("does not keep anybody waiting over a very long text", () => {
  const long = "word ".repeat(3_000);
  expect(marked(long, `${long} more`)).toEqual([]);
});
