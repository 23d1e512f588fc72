import { expect, it } from "vitest";
import type { PaperLanguage } from "../paper/paper";
import { countPages } from "../paper/pdf/pdf";
import { type BriefInputs, mostPages } from "./brief";
import { countWithCode, paperOf, previewOf, withCode } from "./preview";

const copy = {
  address: `https://plenary.of-a-network-with-a-long-name.example.org/guest/${"A".repeat(43)}`,
  until: new Date("2026-12-01T12:00:00Z"),
};

/** A brief whose case is told in so many words. */
const aBrief = (
  kind: "mission" | "pre_session",
  language: PaperLanguage,
  words: number,
): BriefInputs => ({
  kind,
  language,
  ask: "Please raise this case.",
  wordings: [],
  contact: "desk@network.example",
  day: "2026-04-01",
  organisation: "Our Network",
  state: "Example State 7",
  session: { kind: "upr_pre_session", startsOn: null, endsOn: null, precision: "unknown" },
  cases: [
    {
      id: "01890000-0000-7000-8000-000000000001",
      reference: "PL-2026-001",
      people: ["A teacher"],
      situation: {
        title: "Two panellists",
        types: ["detention"],
        perpetrators: [],
        from: null,
        to: null,
        precision: "unknown",
        engagement: "upr",
        verification: null,
        response: null,
        sgReport: null,
      },
      words: {
        summary: Array.from({ length: words }, () => "word").join(" "),
        link: "",
        trigger: "",
        currentSituation: "",
      },
    },
  ],
  parts: [],
  agreed: [],
  record: [],
});

it.each<PaperLanguage>(["ar", "fr"])(
  "keeps a full brief in %s to its pages with the code of a guest",
  (language) => {
    for (const kind of ["mission", "pre_session"] as const) {
      let fits = 0;
      let over = 2_000;
      while (over - fits > 1) {
        const middle = Math.floor((fits + over) / 2);
        const inputs = aBrief(kind, language, middle);
        if (countWithCode(inputs)(paperOf(inputs)) > mostPages[kind]) {
          over = middle;
        } else {
          fits = middle;
        }
      }
      expect(fits).toBeGreaterThan(20);
      expect(countPages(paperOf(aBrief(kind, language, fits + 15)))).toBeGreaterThan(
        mostPages[kind],
      );
      const isTooLong = (words: number) =>
        previewOf(aBrief(kind, language, words)).stops.includes("tooLong");
      expect([isTooLong(fits), isTooLong(over)]).toEqual([false, true]);
      const paper = withCode(aBrief(kind, language, fits), copy);
      expect(paper.blocks.some((block) => block.kind === "break")).toBe(false);
      expect(countPages(paper)).toBe(mostPages[kind]);
    }
  },
);
