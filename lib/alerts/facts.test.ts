import { describe, expect, it, vi } from "vitest";
import { type AlertLanguage, alertLanguages } from "@/db/reference/words";
import type { TextNode } from "@/db/schema";
import { type AlertMessages, alertMessages } from "@/lib/i18n/alert-messages";
import { factWords } from "./fact-words";
import { type CaseFacts, partsFromFacts } from "./facts";

vi.mock("server-only", () => ({}));

const facts: CaseFacts = {
  kind: "first",
  title: "T",
  summary: "",
  defenderIds: ["p1", "p2"],
  reprisalTypes: ["travel_restriction", "threats", "other"],
  reprisal: { precision: "day", from: "2026-10-12" },
  perpetratorKinds: ["border_authority"],
  engagementKind: "upr",
  engagementNote: "E",
  engagement: { precision: "range", from: "2026-10-12", to: "2026-10-21" },
  linkNote: "F",
  trigger: "T",
  currentSituation: "",
  verification: "likely",
  verifiedOn: "2026-11-03",
  sourcesNote: "",
  governmentResponse: "denied",
  sgReportReference: "A/HRC/1/1",
  securityLevel: "restricted",
  doNotMention: "",
  events: [
    { kind: "other", title: "E", happened: { precision: "month", from: "2026-05" } },
    { kind: "other", title: "F", happened: { precision: "unknown", from: null } },
  ],
  raised: [{ session: "S", source: "R", grade: "A", states: 12, without: ["X", "Y"] }],
  asks: [
    { forum: "upr", sessions: [] },
    { forum: "hrc", sessions: ["S", "S2"] },
  ],
};

const plain = (node: TextNode): string =>
  node.type === "person"
    ? "<person>"
    : (node.text ?? "") +
      (node.content ?? []).map(plain).join(node.type === "doc" || node.type === "ask" ? "\n" : "");

function written(language: AlertLanguage, of: Partial<CaseFacts> = {}) {
  const { parts } = partsFromFacts({ ...facts, ...of }, factWords(language), () => "id");
  return Object.values(parts).map(plain).filter(Boolean).join("\n");
}

const leaves = (of: object, at = ""): [string, string][] =>
  Object.entries(of).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${at}${key}`, value]] : leaves(value, `${at}${key}.`),
  );

describe("the words of a first text", () => {
  it("are there in every language that an alert may have, with the same things to fill in", () => {
    const holes = (message: string) =>
      [...new Set([...message.matchAll(/\{(\w+)/g)].map(([, name]) => name))]
        .filter((name) => !/^(one|other)$/.test(name ?? "") && message.includes(`{${name}`))
        .sort();
    const named = (messages: AlertMessages) =>
      leaves(messages).map(([key, message]) => [
        key,
        /, (select|plural),/.test(message) ? null : holes(message),
      ]);
    const expected = leaves(alertMessages.en).map(([key]) => key);
    for (const language of alertLanguages) {
      expect(leaves(alertMessages[language]).map(([key]) => key)).toEqual(expected);
      const inEnglish = new Map(named(alertMessages.en) as [string, string[] | null][]);
      for (const [key, names] of named(alertMessages[language]) as [string, string[] | null][]) {
        const wanted = inEnglish.get(key);
        if (names && wanted) {
          expect([language, key, names]).toEqual([language, key, wanted]);
        }
      }
    }
  });

  it.each(alertLanguages)("say the same in %s, and nothing in another script", (language) => {
    const text = written(language);
    // A message that is missing would stand there by its key.
    expect(text).not.toMatch(/facts\.|dates\.|reprisal\./);
    if (language === "ar" || language === "zh" || language === "ru") {
      expect(text.replace(/<person>|A\/HRC\/1\/1|\b(?:T|E|F|S2?|R|A|X|Y)\b/g, "")).not.toMatch(
        /[a-z]{2}/i,
      );
    }
    expect(text.match(/<person>/g)).toHaveLength(2);
    expect(text).not.toMatch(/\.\./);
    expect(text).toMatchSnapshot();
  });

  it.each(alertLanguages)("keep a date in %s as vague as it is", (language) => {
    for (const date of [
      { precision: "about", from: "2026-10-21" },
      { precision: "year", from: "2026" },
      { precision: "range", from: "2026-05", to: null },
      { precision: "range", from: null, to: "2026-05" },
      { precision: "range", from: "2026-12", to: "2027-02" },
    ] as const) {
      expect(factWords(language).date(date)).toMatchSnapshot(JSON.stringify(date));
    }
  });
});
