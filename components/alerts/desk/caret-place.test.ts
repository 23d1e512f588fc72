import { TextSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { textSchema } from "@/lib/alerts/text-schema";
import { placeAfterChange } from "./caret-place";

/** Lines in which `|` is the caret. */
function caretIn(lines: readonly string[]) {
  const content = textSchema.nodeFromJSON(
    doc(...lines.map((line) => paragraph(...[line.replace("|", "")].filter(Boolean)))),
  );
  let at = 0;
  for (const line of lines) {
    if (line.includes("|")) {
      return content.resolve(at + 1 + line.indexOf("|"));
    }
    at += line.length + 2;
  }
  throw new Error("There is no caret.");
}

/** The lines after a change, with the caret where somebody goes on typing. */
function goesOn(before: readonly string[], now: readonly string[]): string[] {
  const $now = caretIn(now);
  const head = placeAfterChange(caretIn(before), $now) ?? $now.pos;
  const { $head } = TextSelection.create($now.doc, head);
  return Array.from({ length: $now.doc.childCount }, (_, line) => {
    const words = $now.doc.child(line).textContent;
    return $head.index(0) === line
      ? `${words.slice(0, $head.parentOffset)}|${words.slice($head.parentOffset)}`
      : words;
  });
}

describe("a caret after a change from elsewhere", () => {
  it("goes to the paragraph's end when the words around it are others", () => {
    expect(
      goesOn(["The police held thr| people for a day."], ["The pounce|r held nobody at all."]),
    ).toEqual(["The pouncer held nobody at all.|"]);
    expect(goesOn(["They wrote to us |in May."], ["Others spoke | in June."])).toEqual([
      "Others spoke  in June.|",
    ]);
  });

  it("goes to the end of the paragraph before when its own is gone", () => {
    expect(
      goesOn(
        ["They were held.", "A line of mine| here.", "Twelve States spoke."],
        ["They were held.", "|Twelve States spoke."],
      ),
    ).toEqual(["They were held.|", "Twelve States spoke."]);
    expect(goesOn(["Mine| here.", "Twelve spoke."], ["|Twelve spoke."])).toEqual([
      "Twelve spoke.|",
    ]);
  });

  it("stays where what changed stands before it, or behind it", () => {
    const stays = (before: string[], now: string[]) => expect(goesOn(before, now)).toEqual(now);
    stays(["One tw|o three."], ["One and a half tw|o three."]);
    stays(["One two |three."], ["One two |four."]);
    stays(["One| two."], ["One| two."]);
    // Somebody took out everything up to the caret.
    stays(["Before.", "First. |Second."], ["Before.", "|Second."]);
  });

  it("stays in a word that two others write around", () => {
    const stays = (before: string[], now: string[]) => expect(goesOn(before, now)).toEqual(now);
    stays(["aaa|"], ["bbaaa|cc"]);
    stays(["One aaa|bbb two."], ["Once aaa|bb two or three."]);
    stays(["他们在机场被拘留|了十二个小时"], ["昨天他们在机场被拘留|了十二个小时，后来"]);
  });
});
