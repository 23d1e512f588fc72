import type { PublishedCount } from "@/lib/afterwards/published";
import type { FactWords } from "@/lib/alerts/facts";
import { addressOf } from "../paper/address";
import { type Block, type PaperLanguage, plain } from "../paper/paper";
import { asWritten } from "../summary/summary";
import type { PaperWords } from "../words";

/** What the public record counts of like occasions over the years, each count beside what the record holds by name. */
export function publishedOnPaper(
  counts: readonly PublishedCount[],
  {
    facts,
    language,
    say,
  }: { facts: Pick<FactWords, "date" | "list">; language: PaperLanguage; say: PaperWords },
): Block[] {
  if (counts.length === 0) {
    return [];
  }
  const count = ({ published, withUnion }: PublishedCount) =>
    published === null
      ? say("published.notKnown")
      : withUnion
        ? say("published.withUnion", { count: published })
        : String(published);
  return [
    { kind: "heading", level: 2, text: say("published.title") },
    {
      kind: "table",
      caption: say("published.caption"),
      head: ["occasion", "when", "count", "others", "byName"].map((key) => say(`published.${key}`)),
      rows: counts.map((one) =>
        [
          say(`published.${one.forum}`, { number: one.number }),
          one.day
            ? facts.date({ precision: "day", from: one.day, to: null })
            : say("published.notKnown"),
          count(one),
          one.others.length === 0 ? "–" : facts.list(one.others.map(String)),
          String(one.byName),
        ].map(plain),
      ),
    },
    { kind: "note", text: plain(say("published.rule")) },
    ...counts.map(
      ({ forum, number, sources }): Block => ({
        kind: "note",
        text: [
          { text: say(`published.${forum}`, { number }) },
          ...sources.flatMap((source) => [
            { text: " · " },
            ...(/^https?:\/\//.test(source) ? [addressOf(source)] : asWritten(source, language)),
          ]),
        ],
      }),
    ),
  ];
}
