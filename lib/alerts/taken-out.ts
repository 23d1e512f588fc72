import { type Audience, audiences } from "@/db/reference/words";
import type { TextNode } from "@/db/schema";
import type { DeskPart, DeskThread, ShownPerson } from "./desk";
import type { PartName } from "./part-names";

/** Words that an audience does not read: in which section, and what it reads there. */
export interface TakenPassage {
  section: PartName;
  instead: string;
}

/** What an edition leaves out of the text, for the writer to know before it goes out. */
export interface TakenOut {
  /** Whose name gives way to the label, or who may not stand in it at all. */
  people: ShownPerson[];
  passages: TakenPassage[];
  /** Asks that are not made to this audience. */
  asks: PartName[];
  sections: PartName[];
  threads: number;
  suggestions: number;
}

const beyond = (audience: Audience, upTo: unknown) =>
  audiences.indexOf(audience) > audiences.indexOf(upTo as Audience);

/** What of the text as it was kept an audience does not read. The same rule stands in app.reduce_text. */
export function takenOut(
  audience: Audience,
  parts: readonly DeskPart[],
  people: readonly ShownPerson[],
  threads: readonly DeskThread[],
): TakenOut {
  const result: TakenOut = {
    people: people.filter(({ isIn, shown }) => isIn && shown !== "name"),
    passages: [],
    asks: [],
    sections: [],
    threads: threads.filter(({ settled, comments }) => !settled && comments.length > 0).length,
    suggestions: 0,
  };
  const seen = new Set<unknown>();
  const suggested = new Set<unknown>();
  for (const { section, content, plain } of parts) {
    if (section === "risk" && beyond(audience, "coalition")) {
      if (plain) {
        result.sections.push(section);
      }
      continue;
    }
    walk(content, (node) => {
      if (node.type === "ask" && beyond(audience, node.attrs?.upTo)) {
        result.asks.push(section);
        return false;
      }
      if (node.type === "sealed" && audience !== "internal") {
        result.passages.push({ section, instead: String(node.attrs?.instead ?? "") });
      }
      for (const mark of node.marks ?? []) {
        if (
          mark.type === "only" &&
          beyond(audience, mark.attrs?.upTo) &&
          !seen.has(mark.attrs?.id)
        ) {
          seen.add(mark.attrs?.id);
          result.passages.push({ section, instead: String(mark.attrs?.instead ?? "") });
        }
        if (mark.type === "insertion" || mark.type === "deletion") {
          suggested.add(mark.attrs?.id);
        }
      }
      return true;
    });
  }
  result.suggestions = suggested.size;
  return result;
}

function walk(node: TextNode, visit: (node: TextNode) => boolean): void {
  if (visit(node)) {
    for (const child of node.content ?? []) {
      walk(child, visit);
    }
  }
}
