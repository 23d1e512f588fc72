import { expect, it } from "vitest";
import type { DeskPart, DeskThread, ShownPerson } from "./desk";
import { takenOut } from "./taken-out";

const parts: DeskPart[] = [
  {
    section: "happened",
    status: "doing",
    plain: "x",
    content: {
      type: "doc",
      content: [
        {
          type: "paragraph",
          content: [
            { type: "sealed", attrs: { id: "s", instead: "a place" } },
            {
              type: "text",
              text: "at ",
              marks: [{ type: "only", attrs: { id: "o", upTo: "missions", instead: "in" } }],
            },
            {
              type: "text",
              text: "the airport",
              marks: [
                { type: "bold" },
                { type: "only", attrs: { id: "o", upTo: "missions", instead: "in" } },
              ],
            },
            { type: "text", text: "held", marks: [{ type: "deletion", attrs: { id: "a" } }] },
            { type: "text", text: "taken", marks: [{ type: "insertion", attrs: { id: "a" } }] },
          ],
        },
        { type: "ask", attrs: { forum: "upr", upTo: "coalition" }, content: [] },
      ],
    },
  },
  { section: "risk", status: "doing", plain: "Danger", content: { type: "doc" } },
];
const people: ShownPerson[] = [
  { defenderId: "1", label: "A", shown: "label", isIn: true },
  { defenderId: "2", label: "B", shown: "name", isIn: true },
  { defenderId: "3", label: "C", shown: "missing", isIn: false },
];

it("tells what the public does not read", () => {
  const thread = { settled: false, comments: [{}] } as DeskThread;
  const out = takenOut("public", parts, people, [
    thread,
    { ...thread, settled: true },
    { ...thread, comments: [] },
  ]);
  expect(out.people.map(({ defenderId }) => defenderId)).toEqual(["1"]);
  expect(out.passages.map(({ instead }) => instead)).toEqual(["a place", "in"]);
  expect(out.asks).toEqual(["happened"]);
  expect(out.sections).toEqual(["risk"]);
  expect(out.threads).toBe(1);
  expect(out.suggestions).toBe(1);
});

it("leaves the team everything, and the coalition what is not sealed", () => {
  expect(takenOut("internal", parts, [], []).passages).toEqual([]);
  expect(takenOut("coalition", parts, [], []).passages.map(({ instead }) => instead)).toEqual([
    "a place",
  ]);
  expect(takenOut("coalition", parts, [], []).asks).toEqual([]);
});
