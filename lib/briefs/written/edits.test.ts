import { describe, expect, it } from "vitest";
import { editsAfter, type SentWords } from "./edits";

const words = { summary: "Stopped.\nTwice.", link: "Spoke.", trigger: "", currentSituation: "" };
const aCase = (told: typeof words | null = words) => ({
  id: "k",
  reference: "PL",
  people: [],
  situation: null,
  words: told,
});
const sent = (more: Partial<SentWords>): SentWords => ({
  caseId: "k",
  field: "summary",
  was: words.summary,
  text: words.summary,
  answer: "later",
  ...more,
});
const edited = { k: { summary: { was: "Stopped once.", text: "Held." } } };

describe("words of a case in another form", () => {
  it("are kept with what the case said", () => {
    expect(editsAfter({}, [sent({ text: "Held." })], [aCase()])).toEqual({
      k: { summary: { was: words.summary, text: "Held." } },
    });
  });
  it("may be nothing, where the paper is to say nothing", () => {
    expect(editsAfter({}, [sent({ text: "" })], [aCase()])).toEqual({
      k: { summary: { was: words.summary, text: "" } },
    });
  });
  it("are none where nobody touched them, also when the case has changed meanwhile or lines end otherwise", () => {
    expect(editsAfter({}, [sent({ text: "Stopped.\r\nTwice." })], [aCase()])).toEqual({});
    expect(editsAfter({}, [sent({ was: "Older.", text: "Older." })], [aCase()])).toEqual({});
  });
  it("stay while nobody decides on what the case says since", () => {
    expect(editsAfter(edited, [sent({ was: "Stopped once.", text: "Held." })], [aCase()])).toEqual(
      edited,
    );
    expect(editsAfter(edited, [], [aCase()])).toEqual(edited);
  });
  it("stand against what the case says now once somebody keeps them", () => {
    const kept = sent({ was: "Stopped once.", text: "Held.", answer: "keep" });
    expect(editsAfter(edited, [kept], [aCase()])).toEqual({
      k: { summary: { was: words.summary, text: "Held." } },
    });
  });
  it("give way to the case's one by one", () => {
    const both = { k: { ...edited.k, link: { was: "Spoke.", text: "Came to speak." } } };
    const taken = sent({ was: "Stopped once.", text: "Held.", answer: "take" });
    expect(editsAfter(both, [taken], [aCase()])).toEqual({ k: { link: both.k.link } });
  });
  it("go where the words of a case may not be told any more", () => {
    expect(editsAfter(edited, [sent({ text: "Held." })], [aCase(null)])).toEqual({});
    expect(editsAfter(edited, [], [])).toEqual({});
  });
});
