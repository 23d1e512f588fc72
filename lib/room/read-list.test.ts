import { describe, expect, it } from "vitest";
import { createStateMatcher } from "@/lib/states/names";
import { readSpeakersList } from "./read-list";

const matcher = createStateMatcher(
  [
    ["XEA", "Example State 1", "État exemple 1", "Estado ejemplo 1"],
    ["XEB", "Example State 2", "État exemple 2", "Estado ejemplo 2"],
    ["XEC", "Example State 3", "État exemple 3", "Estado ejemplo 3"],
    ["XED", "Example State 4", "État exemple 4", "Estado ejemplo 4"],
    ["TTO", "Trinidad and Tobago", "Trinité-et-Tobago", "Trinidad y Tabago"],
    ["SYR", "Syria", "Syrie", "Siria"],
  ].flatMap(([code, ...names]) => names.map((text) => ({ code: code as string, text }))),
);
const read = (text: string) =>
  readSpeakersList(text, matcher).map(({ stateCode, members, onBehalfOf }) => ({
    speaker: stateCode,
    members,
    onBehalfOf,
  }));
const alone = (speaker: string) => ({ speaker, members: [], onBehalfOf: "" });

describe("a pasted speakers list", () => {
  it.each([
    "Example State 1",
    "1. Example State 1",
    "1) Example State 1",
    "(12) Example State 1",
    "12 - Example State 1",
    "No. 3 Example State 1",
    "• Example State 1",
    "- Example State 1 (3')",
    "10:05 Example State 1",
    "10h05 – Example State 1 2 min",
    "Example State 1 (10:05)",
    "3. Example State 1 [10h05]",
    "Example State 1 (10:05-10:08) 3'",
    "Example State 1 (3') (10.05)",
    "Example State 1, 10:05",
    "4\tExample State 1\t1'30",
    "Nº 7 Estado ejemplo 1",
    "5. État exemple 1",
    "1. Example State 1 (State under review)",
    "Example State 1, country concerned (10:05)",
    "État exemple 1 (État examiné)",
    "Estado ejemplo 1 - país interesado",
  ])("reads %j as the one State", (line) => {
    expect(read(line)).toEqual([alone("XEA")]);
  });

  it("leaves out what has no words, and keeps the order", () => {
    expect(read("1.\n\nExample State 2\n---\n2. Example State 1\n")).toEqual([
      alone("XEB"),
      alone("XEA"),
    ]);
  });

  it("does not take the number of an Example State for a place in the list", () => {
    expect(read("Example State 1\nExample State 2")).toEqual([alone("XEA"), alone("XEB")]);
  });
});

describe("a State that speaks for others", () => {
  const members = ["XEB", "XEC"];
  it.each([
    ["Example State 1 (on behalf of Example State 2 and Example State 3)"],
    ["2. Example State 1, on behalf of Example State 2, Example State 3"],
    ["Example State 1 - also on behalf of Example State 2 & Example State 3"],
    ["État exemple 1, au nom de l'État exemple 2 et de l'État exemple 3"],
    ["État exemple 1 (au nom des pays suivants : État exemple 2, État exemple 3)"],
    ["Estado ejemplo 1, en nombre de Estado ejemplo 2 y Estado ejemplo 3"],
    ["Estado ejemplo 1 (en representación de Estado ejemplo 2 y Estado ejemplo 3)"],
    ["Example State 1 on behalf of the Example Group (Example State 2, Example State 3)"],
    [
      "Example State 1 on behalf of the Example Group: Example State 1, Example State 2, Example State 3",
    ],
  ])("%s", (line) => {
    const [found] = read(line);
    expect(found).toMatchObject({ speaker: "XEA", members });
    expect(found?.onBehalfOf).not.toBe("");
  });

  it("credits nobody where the group is named and its members are not", () => {
    expect(read("Example State 1 on behalf of the European Union")).toEqual([
      { speaker: "XEA", members: [], onBehalfOf: "the European Union" },
    ]);
    expect(read("Example State 1 on behalf of the Friends of Syria")[0]?.members).toEqual([]);
  });

  it("knows a name that has an 'and' in it", () => {
    expect(read("Example State 1 on behalf of Trinidad and Tobago and Example State 2")).toEqual([
      {
        speaker: "XEA",
        members: ["TTO", "XEB"],
        onBehalfOf: "Trinidad and Tobago and Example State 2",
      },
    ]);
  });
});

describe("a name in a list that nobody knows", () => {
  const named = (line: string) => {
    const [{ stateCode, members, unknown } = { stateCode: null, members: [], unknown: [] }] =
      readSpeakersList(line, matcher);
    return { speaker: stateCode, members, unknown };
  };

  it.each([
    ["Example State 1 on behalf of Example State 2, Example State 3 and Frnace"],
    ["Example State 1 (on behalf of Frnace, Example State 2 and Example State 3)"],
    ["État exemple 1, au nom de l'État exemple 2, de la Frnace et de l'État exemple 3"],
    ["Example State 1 (joint statement with Example State 2, Frnace and Example State 3)"],
    ["Example State 1 on behalf of the Example Group: Example State 2, Frnace, Example State 3"],
  ])("hides none of its neighbours, and is asked about: %s", (line) => {
    const { speaker, members, unknown } = named(line);
    expect({ speaker, members }).toEqual({ speaker: "XEA", members: ["XEB", "XEC"] });
    expect(unknown).toEqual(["Frnace"]);
  });

  it("is asked about where it stands alone, too", () => {
    expect(named("Example State 1 on behalf of Syrai")).toEqual({
      speaker: "XEA",
      members: [],
      unknown: ["Syrai"],
    });
  });

  it("is asked about on a line of several States, and is none beside a single one", () => {
    expect(named("Example State 1, Exampel State 2 and Example State 3")).toEqual({
      speaker: null,
      members: ["XEA", "XEC"],
      unknown: ["Exampel State 2"],
    });
    expect(named("Example State 1, Ministry of Something").unknown).toEqual([]);
  });

  it.each([
    "the European Union",
    "the Friends of Syria",
    "the Example Group",
    "a group of States",
    "40 countries",
  ])("is no State where it is plainly a group: %s", (group) => {
    expect(named(`Example State 1 on behalf of ${group}`)).toEqual({
      speaker: "XEA",
      members: [],
      unknown: [],
    });
    expect(named(`Example State 1 on behalf of Example State 2 and ${group}`)).toEqual({
      speaker: "XEA",
      members: ["XEB"],
      unknown: [],
    });
  });
});

describe("a joint statement", () => {
  it.each([
    [
      "Joint statement: Example State 2, Example State 1, Example State 3 (speaker: Example State 1)",
    ],
    ["Example State 1 (joint statement with Example State 2 and Example State 3)"],
    ["Déclaration conjointe : État exemple 2, État exemple 3 (orateur : État exemple 1)"],
    ["Declaración conjunta de Estado ejemplo 2 y Estado ejemplo 3, leída por Estado ejemplo 1"],
    ["Joint statement by Example State 2 and Example State 3, delivered by Example State 1"],
  ])("%s", (line) => {
    expect(read(line)).toMatchObject([{ speaker: "XEA", members: ["XEB", "XEC"] }]);
  });

  it("asks who speaks where that is not said", () => {
    expect(read("Joint statement: Example State 1, Example State 2")).toMatchObject([
      { speaker: null, members: ["XEA", "XEB"] },
    ]);
    expect(read("Example State 1, Example State 2 and Example State 3")).toMatchObject([
      { speaker: null, members: ["XEA", "XEB", "XEC"] },
    ]);
  });
});

it("never guesses: what names no State for certain keeps its words", () => {
  expect(readSpeakersList("3. Exampel State 1\nOffice of somebody", matcher)).toEqual([
    { written: "Exampel State 1", stateCode: null, members: [], unknown: [], onBehalfOf: "" },
    { written: "Office of somebody", stateCode: null, members: [], unknown: [], onBehalfOf: "" },
  ]);
});
