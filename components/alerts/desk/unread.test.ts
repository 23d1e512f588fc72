import { describe, expect, it } from "vitest";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { shownBlocks } from "./unread";

const text = (...lines: string[]) => doc(...lines.map((line) => paragraph(line)));
const ask = (upTo: string) => ({
  type: "ask",
  attrs: { forum: "hrc", upTo },
  content: [paragraph("Say so.")],
});

describe("what an audience is shown while words are on their way", () => {
  const shown = (before: ReturnType<typeof text>, now: ReturnType<typeof text>) =>
    shownBlocks(before, now, before, "public");

  it("is everything where nothing has changed, in whatever order the keys come", () => {
    const before = text("One.", "Two.");
    const again = JSON.parse(
      '{"content":[{"content":[{"text":"One.","type":"text"}],"type":"paragraph"},{"content":[{"text":"Two.","type":"text"}],"type":"paragraph"}],"type":"doc"}',
    );
    expect(shown(before, again)).toEqual([0, 1]);
  });

  it("leaves out the block that is written in, and no other", () => {
    expect(shown(text("One.", "Two.", "Three."), text("One.", "Two more.", "Three."))).toEqual([
      0,
      null,
      2,
    ]);
    expect(
      shown(text("One.", "Two.", "Three.", "Four."), text("One!", "Two.", "Three.", "Four!")),
    ).toEqual([null, 1, 2, null]);
  });

  it("says where words are new or gone, once for those beside each other", () => {
    expect(shown(text("One.", "Two."), text("One.", "New.", "Newer.", "Two."))).toEqual([
      0,
      null,
      1,
    ]);
    expect(shown(text("One.", "Two.", "Three."), text("One.", "Three."))).toEqual([0, null, 2]);
    expect(shown(text("One."), text("One.", ""))).toEqual([0]);
    expect(shown(text(""), text("One."))).toEqual([null]);
  });

  it("counts in the audience's own edition, and says nothing of what is asked of others", () => {
    const before = doc(ask("coalition"), paragraph("One."), paragraph("Two."));
    const edition = text("One.", "Two.");
    const now = doc(ask("coalition"), paragraph("One."), paragraph("Two more."));
    expect(shownBlocks(before, now, edition, "public")).toEqual([0, null]);
    const asked = doc(ask("coalition"), ask("missions"), paragraph("One."), paragraph("Two."));
    expect(shownBlocks(before, asked, edition, "public")).toEqual([0, 1]);
  });

  it("shows nothing where its blocks can't be told", () => {
    expect(shownBlocks(text("One.", "Two."), text("One.", "Two!"), text("One."), "public")).toEqual(
      [null],
    );
    expect(shownBlocks(text("One.", "Two."), text("One.", "Two."), text("One."), "public")).toEqual(
      [0],
    );
  });
});
