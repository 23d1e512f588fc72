import { describe, expect, it } from "vitest";
import { otherWords } from "@/lib/commitments/written-stages";
import { isForumAlone, readForum } from "./forum-words";
import { guessKind } from "./headings";
import { readStage } from "./stage-words";
import { dayOrderOf, isEitherWay, readTypedDate } from "./typed-dates";
import { readWord } from "./word-words";

describe("a heading", () => {
  it.each([
    ["State", "state"],
    ["Ctry", "state"],
    ["ÉTAT MEMBRE", "state"],
    ["Case ref. (PL-…)", "case"],
    ["Affaire", "case"],
    ["Enceinte", "forum"],
    ["Où", "forum"],
    ["Status (May 2026)", "stage"],
    ["État d'avancement", "stage"],
    ["Case owner", "owner"],
    ["Resp.", "owner"],
    ["MàJ", "date"],
    ["Date of case", "date"],
    ["Échéance", "date"],
    ["Cmts", "note"],
    ["Obs.", "note"],
    ["Prochaines étapes", "next"],
    ["Next step (where consent allows)", "next"],
    ...["Session", "Occasion", "Séance", "Sesión", "Сессия", "الدورة", "会议"].map(
      (heading): [string, string] => [heading, "session"],
    ),
    ["Session notes", "note"],
    ["Word", "word"],
    ["How sure", "word"],
    ["Closed", "own"],
    ["Left out, since consent does not cover it", "own"],
  ])("%s says what its column holds: %s", (heading, kind) => {
    expect(guessKind(heading)?.kind).toBe(kind);
  });

  it.each(["", "Dupont", "Oui ou non", "The man who sang", "…", "x".repeat(100_000)])(
    "says nothing where it is only words: %.20s",
    (heading) => {
      expect(guessKind(heading)).toBeNull();
    },
  );
});

describe("a cell", () => {
  it.each([
    ["Y", { stage: "agreed" }],
    ["R", "raised"],
    [".", { stage: "not_approached" }],
    ["?", { stage: "no_answer" }],
    ["Agreed.", { stage: "agreed" }],
    ["D’ACCORD", { stage: "agreed" }],
    ["à l’étude", { stage: "considering" }],
    ["Rechazado", { stage: "declined" }],
    ["Отказ", { stage: "declined" }],
    ["لا رد", { stage: "no_answer" }],
    ["已提出", "raised"],
    ["refus", { stage: "declined" }],
    ["Refusé", { stage: "declined" }],
    ["décline", { stage: "declined" }],
    ["à demander", { stage: "planned" }],
    ["demandé", { stage: "asked" }],
    ["Contactée", { stage: "asked" }],
    ["accord", { stage: "agreed" }],
    ["sans réponse", { stage: "no_answer" }],
    ["est intervenu", "raised"],
    ["Sí", { stage: "agreed" }],
    ["aceptó", { stage: "agreed" }],
    ["rechaza", { stage: "declined" }],
    ["pedido", { stage: "asked" }],
    ["sin respuesta", { stage: "no_answer" }],
    ["intervino", "raised"],
    ["согласились", { stage: "agreed" }],
    ["رفضت", { stage: "declined" }],
    ["未答复", { stage: "no_answer" }],
    ["4", { word: 4 }],
    ["", "empty"],
    ["-", "empty"],
    ["—", "empty"],
  ])("%s is read as a stage or a word", (text, read) => {
    expect(readStage(text)).toEqual({ read, rest: "" });
  });

  it.each([
    ["agreed, but only orally", { stage: "agreed" }, "but only orally"],
    ["No answer – ask again", { stage: "no_answer" }, "ask again"],
    ["refus, poliment", { stage: "declined" }, "poliment"],
    ["oui (à confirmer par écrit)", { stage: "agreed" }, "à confirmer par écrit)"],
  ])("%s keeps the words behind it", (text, read, rest) => {
    expect(readStage(text)).toEqual({ read, rest });
  });

  it.each([
    "agreed to disagree",
    "not agreed",
    "done",
    "✓",
    "OK",
    "pending",
    "en attente",
    "pendiente",
    "4, 5",
    "6",
    "yesterday",
    "No. 7",
  ])("%s is not guessed", (text) => {
    expect(readStage(text).read).toBe("unclear");
  });
});

it("no word means two stages", () => {
  for (const [stage, words] of Object.entries(otherWords)) {
    for (const word of words) {
      const { read } = readStage(word);
      expect([word, read]).toEqual([word, stage === "raised" ? stage : { stage }]);
    }
  }
});

describe("a forum", () => {
  it.each([
    ["HRC63", "hrc"],
    ["63e CDH", "hrc"],
    ["EPU 54", "upr"],
    ["UPR pre-session", "upr"],
    ["UNGA81, Third Committee", "ga"],
    ["Bilateral", "bilateral"],
    ["Case about a gap", null],
    ["HRC63 and GA81", null],
  ])("is named by %s: %s", (text, forum) => {
    expect(readForum(text)).toBe(forum);
  });
});

describe("a heading that is a forum or a session and nothing else", () => {
  it.each([
    ["Bilateral", true],
    ["HRC 64", true],
    ["58e session du CDH", true],
    ["EPU 54", true],
    ["PL-2026-017", false],
    ["Bilateral talks on Case B", false],
    ["HRC63 arrest", false],
    ["", false],
  ])("%s: %s", (text, is) => {
    expect(isForumAlone(text)).toBe(is);
  });
});

describe("a typed date", () => {
  const day = (on: string) => ({ on, precision: "day" });
  it.each([
    ["2018-04-13", day("2018-04-13")],
    ["2018-04-13 09:30", day("2018-04-13")],
    ["2018-04", { on: "2018-04-01", precision: "month" }],
    ["2018", { on: "2018-01-01", precision: "year" }],
    ["13.04.2018", day("2018-04-13")],
    ["5/5/26", day("2026-05-05")],
    ["13 Apr 2018", day("2018-04-13")],
    ["le 1er février 2026", day("2026-02-01")],
    ["April 2018", { on: "2018-04-01", precision: "month" }],
    ["04/05/2026", "unclear"],
    ["Apr-18", "unclear"],
    ["13 April", "unclear"],
    ["31/02/2026", "no-date"],
    ["29.02.2026", "no-date"],
    ["46113", "no-date"],
    ["soon", "no-date"],
    ["2026-13-01", "no-date"],
    ["–", null],
    ["", null],
  ])("%s is read as precisely as it is", (text, date) => {
    expect(readTypedDate(text, null)).toEqual(date);
  });

  it("has its order from the column that it stands in", () => {
    expect(dayOrderOf(["04/05/2026", "30/09/2026"])).toBe("day-first");
    expect(dayOrderOf(["04/05/2026", "09/30/2026"])).toBe("month-first");
    expect(dayOrderOf(["30/09/2026", "09/30/2026"])).toBeNull();
    expect(readTypedDate("04/05/2026", "day-first")).toEqual(day("2026-05-04"));
    expect(readTypedDate("04/05/2026", "month-first")).toEqual(day("2026-04-05"));
    // A day that can be one date alone is that, whatever the others are.
    expect(readTypedDate("30/09/2026", "month-first")).toEqual(day("2026-09-30"));
  });

  it("is asked about where it may be two, and nowhere else", () => {
    expect(["03/04/2018", " 3.4.18 "].filter(isEitherWay)).toHaveLength(2);
    expect(["13/04/2018", "04/04/2018", "2018-04-03", "Apr-18", ""].filter(isEitherWay)).toEqual(
      [],
    );
  });
});

describe("a word in a column of its own", () => {
  it.each([
    ["4", 4],
    [" 3 ", 3],
    ["5 · on the UN record", 5],
    ["3 · devant deux d’entre nous", 3],
    ["1 heard from others", 1],
    ["2 - said to one of us", 2],
    ["In writing", 4],
    ["3/5", 3],
    ["", null],
    ["–", null],
    ["0", "unclear"],
    ["6", "unclear"],
    ["12", "unclear"],
    ["4 letters", "unclear"],
    ["2 - in writing", "unclear"],
    ["strong", "unclear"],
  ])("%s says how sure it is: %s", (text, word) => {
    expect(readWord(text)).toBe(word);
  });
});
