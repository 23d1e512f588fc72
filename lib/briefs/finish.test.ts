import { describe, expect, it } from "vitest";
import { finish } from "./finish";
import { samplePaper } from "./paper/testing/samples";

describe("a finished file", () => {
  it("is kept back over a name that is to be kept since the same file went out", async () => {
    const paper = {
      ...samplePaper("en"),
      blocks: [{ kind: "paragraph" as const, text: [{ text: "Ana Example was stopped." }] }],
    };
    expect(await finish([paper], "pdf", [])).not.toBeNull();
    expect(await finish([paper], "pdf", ["Ana Example"])).toBeNull();
    expect(await finish([paper], "pdf", [])).not.toBeNull();
  });
});
