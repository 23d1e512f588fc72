import { describe, expect, it } from "vitest";
import { repeatedWords } from "./repeated-words";

const note = "The family’s town, or that a relative was questioned";

describe("what a text says again of a note", () => {
  it("is found in other forms and another order", () => {
    expect(repeatedWords(note, "Ask why relatives were questioned in the family's town.")).toEqual([
      "family's",
      "town",
      "relatives",
      "questioned",
    ]);
    expect(repeatedWords(note, "Stop the questioning of anybody.")).toEqual(["questioning"]);
  });

  it("is not what merely has a word in common with a longer phrase", () => {
    const long = "Do not mention: the name of the police officer who helped her lawyer";
    expect(repeatedWords(long, "Investigate the police.")).toEqual([]);
    expect(repeatedWords(long, "The police officer and the lawyer met.")).not.toEqual([]);
  });

  it("is looked for sentence by sentence", () => {
    const of = "her sister’s hospital bed at night";
    expect(repeatedWords(of, "Her sister left. Nobody slept in a bed.")).toEqual([]);
    expect(repeatedWords(of, "Her sister lay in a bed.")).toEqual(["sister", "bed"]);
  });

  it.each([
    ["en", "Never mention the sister", "Her sister was there."],
    ["fr", "Ne pas mentionner sa sœur, ni l’hôpital", "Elle était à l’hôpital."],
    ["es", "No mencionar a la hermana", "Sus hermanas estaban allí."],
    ["ru", "Не упоминать сестру", "Её сестра была там."],
    ["ar", "لا تذكر المستشفى", "كانت في مستشفى المدينة."],
    ["zh", "不要提及医院", "她在医院。"],
  ])("is found in the language in which both are written: %s", (_, silent, said) => {
    expect(repeatedWords(silent, said)).not.toEqual([]);
  });

  it("is a name by itself, however much stands beside it in the note", () => {
    const long = "That Maria Gonzalez works for the embassy of a large State abroad";
    expect(repeatedWords(long, "Maria was beaten.")).toEqual(["Maria"]);
    const place = "Don’t mention Villanueva del Río, la madre.";
    expect(repeatedWords(place, "From VILLANUEVA they fled.")).toEqual(["VILLANUEVA"]);
    expect(repeatedWords(place, "Hablaron con su madre.")).toEqual(["madre"]);
    expect(repeatedWords(place, "Don’t leave.")).toEqual([]);
  });

  it("is a short name, and a word that says nothing in another language", () => {
    expect(repeatedWords("The son; the neighbour Li Na.", "His son was taken")).toEqual(["son"]);
    expect(repeatedWords("The son; the neighbour Li Na.", "Li Na was taken")).toEqual(["Li", "Na"]);
    expect(repeatedWords("son", "his son")).toEqual(["son"]);
    expect(repeatedWords("his name, Ng, and where", "Ng came")).toEqual(["Ng"]);
    expect(repeatedWords("Ne pas parler de son fils", "C’était son avis.")).toEqual([]);
    expect(repeatedWords("Ne pas parler de son fils", "Son fils y était.")).toEqual(["fils"]);
    const where = "The hospital in Santa Clara where he was treated by doctor Perez";
    expect(repeatedWords(where, "He was in Santa Clara")).toEqual(["Santa", "Clara"]);
  });

  it("is a long number, however it is grouped", () => {
    expect(repeatedWords("Her phone: 079 555 01 02", "Call 0795550102.")).toEqual(["0795550102"]);
    expect(repeatedWords("Her phone: 079 555 01 02", "Call 0795550103.")).toEqual([]);
  });

  it("is a number or a date, too", () => {
    expect(repeatedWords("Room 214; 15 March", "They met in 214.")).toEqual(["214"]);
    expect(repeatedWords("Room 214; 15 March", "They met on 13 April.")).toEqual([]);
  });

  it("is not what the note gives to say instead", () => {
    expect(repeatedWords("Any name: say “a lawyer”.", "A lawyer was stopped.")).toEqual([]);
    expect(repeatedWords("Never say “spy”.", "They called her a spy.")).toEqual(["spy"]);
  });

  it("is nothing where there is no note, or where it has no words of its own", () => {
    expect(repeatedWords("", "Her sister was there.")).toEqual([]);
    expect(repeatedWords("Do not say anything.", "Do not say anything.")).toEqual([]);
  });
});
