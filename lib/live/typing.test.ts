import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { chance } from "@/db/testing/random-world";
import { ShadowText } from "./shadow-text";
import {
  block,
  element,
  happened,
  lettersAstray,
  line,
  poisons,
  ranked,
  seed,
  updateOf,
  writer,
} from "./testing-updates";
import { TypingCheck } from "./typing";

function boardOf(state: Uint8Array): Y.Doc {
  const board = new Y.Doc();
  Y.applyUpdate(board, state);
  return board;
}

const look = (update: Uint8Array, from = seed) => new TypingCheck(boardOf(from)).look([update]);
const judge = (update: Uint8Array, from = seed) => new ShadowText(from).try([update], writer);

describe("plain typing", () => {
  it.each<[string, (shared: Y.Doc) => void]>([
    ["in the middle", (shared) => line(shared, 0).insert(3, " and her lawyer")],
    ["at the beginning", (shared) => line(shared, 1).insert(0, "x")],
    ["at the end", (shared) => line(shared, 0).insert(line(shared, 0).length, " قرأ 汉字 👩🏽‍⚖️")],
    [
      "of the title",
      (shared) =>
        (shared.getXmlFragment("title").get(0) as Y.XmlElement).get(0) &&
        ((shared.getXmlFragment("title").get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(
          4,
          "a",
        ),
    ],
    ["backwards", (shared) => line(shared, 0).delete(4, 3)],
    [
      "over a word",
      (shared) => {
        line(shared, 0).delete(4, 3);
        line(shared, 0).insert(4, "is");
      },
    ],
    [
      "in a list",
      (shared) => {
        const item = block(shared, 2).get(0) as Y.XmlElement;
        ((item.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, "Not ");
      },
    ],
  ])("is known %s, as what the thread would find", (_where, change) => {
    const update = updateOf(change);
    const found = look(update);
    expect(found).not.toBeNull();
    const { added, isAddition: _, ...rest } = found as NonNullable<typeof found>;
    const { added: thorough, ...others } = judge(update) as { added: Uint8Array };
    expect(rest).toEqual(others);
    const [ours, theirs] = [added, thorough].map((one) => boardOf(Y.mergeUpdates([seed, one])));
    expect(happened(ours as Y.Doc).toJSON()).toBe(happened(theirs as Y.Doc).toJSON());
  });

  it("goes on from what came just before it, of the same sender and of others", () => {
    const board = boardOf(seed);
    const check = new TypingCheck(board);
    const [one, two] = [boardOf(seed), boardOf(seed)];
    const sent = (shared: Y.Doc, text: string) => {
      const before = Y.encodeStateVector(shared);
      line(shared, 0).insert(line(shared, 0).length, text);
      return Y.encodeStateAsUpdate(shared, before);
    };
    expect(check.look([sent(one, "a"), sent(one, "b")])).not.toBeNull();
    expect(check.look([sent(two, "c")])).not.toBeNull();
    expect(check.look([sent(one, "d")])).not.toBeNull();
  });

  it("leaves nothing behind of what it did not know", () => {
    const shared = boardOf(seed);
    const check = new TypingCheck(boardOf(seed));
    const before = Y.encodeStateVector(shared);
    line(shared, 0).insert(0, "a");
    const typed = Y.encodeStateAsUpdate(shared, before);
    expect(check.look([typed, poisons[0]?.[1] as Uint8Array])).toBeNull();
    expect(check.look([typed])).not.toBeNull();
  });

  it("is never what is more than typing", () => {
    const more = [
      updateOf((shared) => line(shared, 0).format(0, 3, { bold: {} })),
      updateOf((shared) => happened(shared).insert(1, [element("paragraph")])),
      updateOf((shared) => happened(shared).delete(1, 1)),
      updateOf((shared) => line(shared, 0).insert(0, "x".repeat(2_000))),
      new Uint8Array([0, 0]),
    ];
    expect(more.map((update) => look(update))).toEqual(more.map(() => null));
  });
});

describe("what a hostile client does", () => {
  it.each([...poisons, ...lettersAstray(seed)])("is not taken for typing: %s", (_what, update) => {
    expect(look(update)).toBeNull();
  });

  it.each(lettersAstray(ranked))("is not taken for typing beside a rank: %s", (_what, update) => {
    expect(look(update, ranked)).toBeNull();
  });

  it("would break a text if letters were let in anywhere (broken on purpose)", () => {
    const broken = lettersAstray(ranked).filter(
      ([, update]) => judge(update, ranked).is === "refused",
    );
    expect(broken.map(([what]) => what)).toEqual([
      "letters loose in a section",
      "letters between two blocks",
      "letters among the children of a block",
      "letters for an attribute",
    ]);
  });

  it("finds no way in by altering what was typed, which the thread would close", () => {
    const luck = chance(Number(process.env.PLENARY_SEED ?? 20261126));
    const samples = [
      updateOf((shared) => line(shared, 0).insert(3, "and her lawyer")),
      updateOf((shared) => line(shared, 1).delete(3, 4)),
      ...lettersAstray(ranked).map(([, update]) => update),
    ];
    let known = 0;
    for (let n = 0; n < Number(process.env.PLENARY_MUTATIONS ?? 3_000); n += 1) {
      const altered = Uint8Array.from(luck.one(samples));
      for (let times = luck.below(4); times > 0; times -= 1) {
        altered[luck.below(altered.length)] = luck.below(256);
      }
      const found = look(altered, ranked);
      if (found) {
        known += 1;
        const thorough = judge(altered, ranked);
        expect(thorough.is).toBe("fine");
        const { isAddition: _, ...rest } = found;
        expect({ ...thorough, added: null }).toEqual({ ...rest, added: null });
      }
    }
    expect(known).toBeGreaterThan(100);
  }, 120_000);
});
