import { describe, expect, it } from "vitest";
import { faultsOf, noteFrom } from "./corridor";
import { CorridorNote } from "./input";

const ask = "ask.01900000-0000-7000-8000-000000000001";
const form = {
  stateKey: "0123456789",
  about: ask,
  [`${ask}.stage`]: "asked",
  [`${ask}.word`]: "2",
  "ask.01900000-0000-7000-8000-000000000002.stage": "declined",
  answer: "agreed",
  word: "3",
  said: "  Yes, if two others do. ",
};

describe("a note", () => {
  it("takes along where its own ask stood when it was seen", () => {
    expect(noteFrom(form)).toMatchObject({
      seenStage: "asked",
      seenWord: "2",
      answer: "agreed",
      word: "3",
      said: "Yes, if two others do.",
    });
  });

  it("is sure of nothing where nothing was answered", () => {
    expect(noteFrom({ ...form, answer: "asked" }).word).toBe("");
  });

  it("keeps the words alone where what stands is to stay", () => {
    expect(noteFrom({ ...form, stand: "theirs" })).toMatchObject({
      answer: "",
      word: "",
      said: "Yes, if two others do.",
    });
  });

  it.each([
    [{ ...form, about: "" }, "about"],
    [{ ...form, about: "none" }, "about"],
    [{ ...form, about: "none", answer: "", said: "" }, "said"],
    [{ ...form, answer: "", said: "" }, "answer"],
    [{ ...form, word: "" }, "word"],
  ])("is refused by the device and by the server for the same field", (sent, field) => {
    expect(Object.keys(faultsOf(noteFrom(sent)))).toEqual([field]);
    const parsed = CorridorNote.safeParse(sent);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map(({ path }) => path.join())).toContain(field);
  });

  it.each([
    form,
    { ...form, answer: "asked", word: "" },
    { ...form, answer: "", word: "" },
    { ...form, about: "none", answer: "" },
  ])("passes on the device and on the server", (sent) => {
    expect(faultsOf(noteFrom(sent))).toEqual({});
    expect(CorridorNote.safeParse(sent).success).toBe(true);
  });

  it("can't say what only the record or hearsay can", () => {
    expect(CorridorNote.safeParse({ ...form, word: "5" }).success).toBe(false);
    expect(CorridorNote.safeParse({ ...form, answer: "raised" }).success).toBe(false);
  });
});
