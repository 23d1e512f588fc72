import { describe, expect, it } from "vitest";
import { HashQueue, TooBusy } from "./hash-queue";
import { faultOf, Passwords } from "./passwords";
import { cheapPasswords } from "./testing";

describe("a new password", () => {
  it.each([
    ["fourteen chars", "passwordTooShort"],
    ["x".repeat(129), "passwordTooLong"],
    ["123456789012345", "passwordTooCommon"],
    ["Password Password 1", "passwordTooCommon"],
    ["aaaaaaaaaaaaaaaaaaaa", "passwordTooCommon"],
    ["qwertyuiopasdfgh", "passwordTooCommon"],
    ["human-rights-council", "passwordTooCommon"],
    ["correct horse battery staple", "passwordTooCommon"],
    ["ana maria of example network", "passwordTooCommon"],
  ])("can't be %s", (password, fault) => {
    expect(faultOf(password, ["Ana Maria", "Example Network"])).toBe(fault);
  });

  it.each([
    "eleven quiet herons wait",
    "ложка облако велосипед",
    "三十二个安静的苍鹭在河边等待日出啊",
    "x7!kQ92-vvLpo3$wZ",
    `${"y".repeat(120)}abcdefgh`,
  ])("can be %s", (password) => {
    expect(faultOf(password, ["Ana", "Example Network"])).toBeNull();
  });
});

describe("a kept password", () => {
  it("is an Argon2id hash of its own salt", async () => {
    const [one, two] = await Promise.all([
      cheapPasswords.hash("eleven quiet herons"),
      cheapPasswords.hash("eleven quiet herons"),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=256,t=1,p=1\$/);
    expect(one).not.toBe(two);
  });

  it("is the same password from another keyboard", async () => {
    const hash = await cheapPasswords.hash("Ångström ﬁne weather");
    expect(await cheapPasswords.matches(hash, "Ångström fine weather")).toBe(true);
  });

  it("is never nobody's", async () => {
    expect(await cheapPasswords.matches(null, "")).toBe(false);
    expect(await cheapPasswords.matches(null, "A".repeat(40))).toBe(false);
  });

  it("costs 64 MiB and three passes in the product", async () => {
    expect(await new Passwords().hash("eleven quiet herons")).toContain("$m=65536,t=3,p=1$");
  });
});

describe("the queue of the hashes", () => {
  async function crowd(queue: HashQueue, people: number) {
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: people }, () =>
        queue.run(async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 5));
          running--;
        }),
      ),
    );
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.every(({ reason }) => reason instanceof TooBusy)).toBe(true);
    return { most, refused: refused.length };
  }

  it("lets two at once, twenty wait, and tells everybody else at once", async () => {
    const queue = new HashQueue({ atOnce: 2, waiting: 20 });
    expect(await crowd(queue, 60)).toEqual({ most: 2, refused: 38 });
    // And is as good as new afterwards.
    expect(await crowd(queue, 22)).toEqual({ most: 2, refused: 0 });
  });

  it("would let everybody in without a limit", async () => {
    const open = new HashQueue({ atOnce: Number.POSITIVE_INFINITY, waiting: 0 });
    expect(await crowd(open, 60)).toEqual({ most: 60, refused: 0 });
  });

  it("goes on after work that failed", async () => {
    const queue = new HashQueue({ atOnce: 1, waiting: 1 });
    await expect(queue.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await queue.run(async () => 1)).toBe(1);
  });
});
