import { describe, expect, it } from "vitest";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { textSchema } from "@/lib/alerts/text-schema";
import { sentenceAround } from "./sentence-around";

const labels = { "01890000-0000-7000-8000-000000000009": "A lawyer" };
const only = (upTo: string, instead: string) => [
  { type: "only", attrs: { id: "01890000-0000-7000-8000-000000000001", upTo, instead } },
];
const around = (
  line: Parameters<typeof paragraph>,
  chosen: string,
  audience: "missions" | "public" = "public",
  language = "en",
) => {
  const node = textSchema.nodeFromJSON(doc(paragraph(...line)));
  const words = node.textBetween(0, node.content.size, "\n", "\ufffc");
  const from = words.indexOf(chosen) + 1;
  return sentenceAround(node, { from, to: from + chosen.length }, { audience, labels, language });
};

describe("the sentence that others read", () => {
  it("is what stands before and after the chosen words, and no other sentence", () => {
    expect(
      around(["It was dark. A clerk said it; the files are gone. Nobody came."], "A clerk said it"),
    ).toEqual({ before: "It was dark. ", after: "; the files are gone. " });
  });

  it("has labels for names, and what stands instead of what that audience does not read either", () => {
    const line: Parameters<typeof paragraph> = [
      { type: "person", attrs: { id: "01890000-0000-7000-8000-000000000009" } },
      " spoke ",
      { type: "text", text: "in Town", marks: only("missions", "in that country") },
      " to the clerk today.",
    ];
    expect(around(line, "the clerk").before).toBe("A lawyer spoke in that country to ");
    expect(around(line, "the clerk", "missions").before).toBe("A lawyer spoke in Town to ");
  });

  it("leaves out what somebody suggests", () => {
    expect(
      around(
        [
          "They said ",
          { type: "text", text: "loudly ", marks: [{ type: "insertion", attrs: { id: "a" } }] },
          "what they saw.",
        ],
        "what they saw",
      ),
    ).toEqual({ before: "They said ", after: "." });
  });

  it("ends where a sentence of its language ends", () => {
    expect(
      around(["他们被拘留。一名书记员说;文件不见了。没有人来。"], "一名书记员说", "public", "zh"),
    ).toEqual({
      before: "他们被拘留。",
      after: ";文件不见了。",
    });
  });
});
