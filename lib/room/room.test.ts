import { describe, expect, it } from "vitest";
import { earlierLines } from "./room";

const line = (code: string | null, kind: "state" | "unclear" | "other" = "state") => ({
  kind,
  state: code === null ? null : { code, key: code, name: code },
});

describe("a State that stands on several lines", () => {
  it("is told on each but the first, with the line where it stood first", () => {
    expect(
      earlierLines([line("XEA"), line("XEB"), line("XEA"), line(null, "unclear"), line("XEA")]),
    ).toEqual([null, null, 1, null, 1]);
  });
});
