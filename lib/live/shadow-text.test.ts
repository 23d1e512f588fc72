import { prosemirrorToYXmlFragment } from "@tiptap/y-tiptap";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { chance } from "@/db/testing/random-world";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { textSchema } from "@/lib/alerts/text-schema";
import { countStructs } from "./count-structs";
import { ShadowText, type Verdict } from "./shadow-text";
import {
  block,
  element,
  happened,
  id,
  line,
  partner,
  poisons,
  seed,
  updateOf,
  writer,
} from "./testing-updates";

const judge = (update: Uint8Array, changer = writer): Verdict["is"] =>
  new ShadowText(seed).try([update], changer).is;

describe("what people do", () => {
  it.each<[string, (shared: Y.Doc) => void]>([
    ["typing", (shared) => line(shared, 0).insert(3, " and her lawyer")],
    ["bold words", (shared) => line(shared, 0).format(0, 3, { bold: {} })],
    [
      "a safe link",
      (shared) => line(shared, 0).format(0, 3, { link: { href: "https://example.org/a" } }),
    ],
    [
      "two comments over one another",
      (shared) => {
        line(shared, 0).format(0, 6, { "comment--abcdefgh": { id } });
        line(shared, 0).format(3, 6, { "comment--ijklmnop": { id } });
      },
    ],
    ["a person", (shared) => block(shared, 0).insert(1, [element("person", { id })])],
    ["a new block", (shared) => happened(shared).insert(1, [element("heading", { level: 3 })])],
    [
      "a request",
      (shared) =>
        happened(shared).push([
          element("ask", { forum: "upr", upTo: "public" }, [element("paragraph")]),
        ]),
    ],
    ["everything deleted", (shared) => happened(shared).delete(0, 3)],
    ["a list that two people emptied", (shared) => block(shared, 2).delete(0, 1)],
  ])("takes %s", (_what, change) => {
    expect(judge(updateOf(change))).toBe("fine");
  });

  it("says what is new in one form, and that nothing is new", () => {
    const shadow = new ShadowText(seed);
    const update = updateOf((shared) => line(shared, 0).insert(0, "Yes. "));
    const verdict = shadow.try([update], writer);
    expect(verdict).toMatchObject({ is: "fine", parts: ["happened"] });
    expect(shadow.try([update], writer)).toEqual({ is: "nothing" });
    expect(shadow.try([new Uint8Array([0, 0])], writer)).toEqual({ is: "nothing" });
  });

  it("says that something does not hang together", () => {
    const shared = new Y.Doc();
    Y.applyUpdate(shared, seed);
    line(shared, 0).insert(0, "one");
    const between = Y.encodeStateVector(shared);
    line(shared, 0).insert(3, "two");
    expect(judge(Y.encodeStateAsUpdate(shared, between))).toBe("loose");
  });
});

describe("what a hostile client does", () => {
  it.each(poisons)("refuses %s", (_what, update) => {
    expect(judge(update)).toBe("refused");
  });

  it("would let it in without the look at what changed (broken on purpose)", () => {
    const unchecked = poisons.filter(([, update]) => {
      const shared = new Y.Doc();
      Y.applyUpdate(shared, seed);
      try {
        countStructs(update);
        Y.applyUpdate(shared, update);
        return true;
      } catch {
        return false;
      }
    });
    expect(unchecked.length).toBeGreaterThan(20);
  });

  it("comes to an end with whatever has been altered on the way", () => {
    const luck = chance(Number(process.env.PLENARY_SEED ?? 20261126));
    const samples = [
      updateOf((shared) => line(shared, 0).insert(3, "and her lawyer")),
      updateOf((shared) => line(shared, 0).format(0, 9, { bold: {} })),
      updateOf((shared) =>
        happened(shared).insert(1, [
          element("ask", { forum: "upr", upTo: "public" }, [element("paragraph")]),
        ]),
      ),
      updateOf((shared) => happened(shared).delete(0, 2)),
      seed,
    ];
    const verdicts = new Map<string, number>();
    for (let n = 0; n < Number(process.env.PLENARY_MUTATIONS ?? 3_000); n += 1) {
      const altered = Uint8Array.from(luck.one(samples));
      for (let times = 1 + luck.below(4); times > 0; times -= 1) {
        altered[luck.below(altered.length)] = luck.below(256);
      }
      const started = performance.now();
      const verdict = judge(
        luck.happens(0.2) ? altered.slice(0, luck.below(altered.length)) : altered,
      );
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      expect(performance.now() - started).toBeLessThan(1_000);
    }
    expect(verdicts.get("refused")).toBeGreaterThan(100);
  }, 120_000);
});

describe("who wrote", () => {
  const written = (update: Uint8Array, from = seed) => {
    const verdict = new ShadowText(from).try([update], writer);
    return verdict.is === "fine" ? { parts: verdict.parts, written: verdict.written } : verdict;
  };
  const comment = { "comment--abcdefgh": { id } };
  const commented = Y.mergeUpdates([
    seed,
    updateOf((shared) => line(shared, 0).format(0, 6, comment)),
  ]);

  it.each<[string, (shared: Y.Doc) => void]>([
    ["typed", (shared) => line(shared, 0).insert(0, "x")],
    ["took words out", (shared) => line(shared, 0).delete(0, 3)],
    ["took a paragraph out", (shared) => happened(shared).delete(0, 1)],
    [
      "said how far words may go",
      (shared) => line(shared, 0).format(0, 3, { only: { id, upTo: "coalition", instead: "" } }),
    ],
  ])("is whoever %s", (_what, change) => {
    expect(written(updateOf(change))).toEqual({ parts: ["happened"], written: ["happened"] });
  });

  it("is not whoever hangs a comment on the words of another, or takes it off", () => {
    expect(written(updateOf((shared) => line(shared, 0).format(0, 6, comment)))).toEqual({
      parts: ["happened"],
      written: [],
    });
    const off = updateOf(
      (shared) => line(shared, 0).format(0, 6, { "comment--abcdefgh": null }),
      commented,
    );
    expect(written(off, commented)).toEqual({ parts: ["happened"], written: [] });
  });
});

/** The partner's: a suggestion's id begins with whoever made it. */
const own = `${partner.membershipId}.1`;

describe("somebody who may only suggest", () => {
  const mark = (kind: "insertion" | "deletion", suggestion: unknown) => ({
    [kind]: { id: suggestion },
  });
  /** The text with a suggestion of the coordinator in it. */
  const proposed = (() => {
    const shared = new Y.Doc();
    Y.applyUpdate(shared, seed);
    line(shared, 0).insert(4, "probably ", mark("insertion", 7));
    line(shared, 1).format(0, 6, mark("deletion", 8));
    return Y.encodeStateAsUpdate(shared);
  })();
  const judged = (change: (shared: Y.Doc) => void) =>
    new ShadowText(proposed).try([updateOf(change, proposed)], partner).is;

  it.each<[string, (shared: Y.Doc) => void]>([
    ["proposes words", (shared) => line(shared, 0).insert(0, "Yes. ", mark("insertion", own))],
    [
      "proposes to take words out",
      (shared) => line(shared, 0).format(20, 4, mark("deletion", own)),
    ],
    [
      "proposes a paragraph",
      (shared) => {
        const words = new Y.XmlText();
        words.insert(0, "More", mark("insertion", own));
        happened(shared).insert(1, [element("paragraph", {}, [words])]);
      },
    ],
    [
      "proposes words where there were none",
      (shared) => {
        const words = new Y.XmlText();
        words.insert(0, "Mission", mark("insertion", own));
        (shared.getXmlFragment("asks").get(0) as Y.XmlElement).insert(0, [words]);
      },
    ],
    [
      "proposes to break a paragraph",
      (shared) => {
        const words = line(shared, 0);
        const text = words.toString().replace(/<[^>]*>/g, "");
        expect(text).toContain("six hours");
        const at = words.length - 10;
        const rest = "ix hours.".padEnd(10, " ");
        expect(rest.length).toBe(10);
        const tail = (words.toDelta() as { insert: string }[])
          .map(({ insert }) => insert)
          .join("")
          .slice(at);
        words.delete(at, 10);
        words.insert(at, "\u200B", mark("insertion", own));
        const next = new Y.XmlText();
        next.insert(0, "\u200B", mark("insertion", own));
        next.insert(1, tail, { insertion: null });
        happened(shared).insert(1, [element("paragraph", {}, [next])]);
      },
    ],
    ["comments", (shared) => line(shared, 0).format(0, 6, { "comment--abcdefgh": { id } })],
  ])("%s", (_what, change) => {
    expect(judged(change)).toBe("fine");
  });

  it.each<[string, (shared: Y.Doc) => void]>([
    ["types", (shared) => line(shared, 0).insert(0, "No. ")],
    ["deletes", (shared) => line(shared, 0).delete(0, 3)],
    ["deletes a block", (shared) => happened(shared).delete(1, 1)],
    ["makes words bold", (shared) => line(shared, 0).format(0, 3, { bold: {} })],
    [
      "hides words from an audience",
      (shared) => line(shared, 0).format(0, 3, { only: { id, upTo: "coalition", instead: "" } }),
    ],
    ["takes a person out", (shared) => block(shared, 0).insert(0, [element("person", { id })])],
    [
      "accepts a proposal of another",
      (shared) => line(shared, 0).format(4, 9, { insertion: null }),
    ],
    [
      "proposes in another's name",
      (shared) => line(shared, 0).insert(0, "Yes. ", mark("insertion", `${writer.membershipId}.1`)),
    ],
    [
      "puts words into what another proposed",
      (shared) => line(shared, 0).insert(6, "x", mark("insertion", 7)),
    ],
    [
      "proposes in nobody's name",
      (shared) => line(shared, 0).insert(0, "Yes. ", mark("insertion", 9)),
    ],
    ["takes back a proposal of another", (shared) => line(shared, 0).delete(4, 9)],
    [
      "takes back another's wish to take out",
      (shared) => line(shared, 1).format(0, 6, { deletion: null }),
    ],
  ])("never %s", (_what, change) => {
    expect(judged(change)).toBe("refused");
    // Whoever may write, may do so.
    expect(new ShadowText(proposed).try([updateOf(change, proposed)], writer).is).toBe("fine");
  });

  it("takes back a proposal of their own", () => {
    const shadow = new ShadowText(proposed);
    const shared = new Y.Doc();
    Y.applyUpdate(shared, proposed);
    const step = (change: () => void) => {
      const before = Y.encodeStateVector(shared);
      shared.transact(change);
      return shadow.try([Y.encodeStateAsUpdate(shared, before)], partner).is;
    };
    expect(step(() => line(shared, 0).insert(0, "Yes. ", mark("insertion", own)))).toBe("fine");
    expect(step(() => line(shared, 0).delete(0, 5))).toBe("fine");
  });
});

it("reads a text of a hundred pages", () => {
  const lines = Array.from({ length: 2_000 }, (_, n) => paragraph(`${n} `.padEnd(170, "words ")));
  const shared = new Y.Doc();
  prosemirrorToYXmlFragment(
    textSchema.nodeFromJSON(doc(...lines)),
    shared.getXmlFragment("happened"),
  );
  const state = Y.encodeStateAsUpdate(shared);
  const shadow = new ShadowText(state);
  const typed = updateOf((copy) => line(copy, 1_000).insert(0, "x"), state);
  expect(shadow.try([typed], writer).is).toBe("fine");
  const suggested = updateOf(
    (copy) => line(copy, 1_001).insert(0, "x", { insertion: { id: own } }),
    state,
  );
  expect(shadow.try([suggested], partner).is).toBe("fine");
});
