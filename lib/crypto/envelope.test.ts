import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  type CasePlace,
  deriveKey,
  EnvelopeRefused,
  type FieldPlace,
  keyIdOf,
  newCaseKey,
  openField,
  rewrapCaseKey,
  sealField,
  unwrapCaseKey,
  wrapCaseKey,
  wrappingKey,
} from "./envelope";

const place: FieldPlace = { table: "people", column: "identity", rowId: "r1", orgId: "o1" };
const casePlace: CasePlace = { caseId: "c1", orgId: "o1" };
const key = newCaseKey("k1");

const texts = ["", "a", "Право 中文 حقوق 🕊", "x".repeat(100_000)];

/** The envelope with one of its five parts changed. */
function withPart(envelope: string, index: number, change: (part: string) => string): string {
  return envelope
    .split(".")
    .map((part, at) => (at === index ? change(part) : part))
    .join(".");
}

function flipFirstBit(part: string): string {
  const bytes = Buffer.from(part, "base64url");
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString("base64url");
}

describe("a sealed field", () => {
  it("opens to what was sealed", () => {
    for (const text of texts) {
      const envelope = sealField(key, place, text);
      expect(envelope).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/);
      expect(openField([key], place, envelope)).toBe(text);
    }
  });

  it("does not open in another row, organisation, column or table", () => {
    const envelope = sealField(key, place, "secret");
    for (const moved of [
      { ...place, rowId: "r2" },
      { ...place, orgId: "o2" },
      { ...place, column: "label" },
      { ...place, table: "cases" },
      // The same characters, cut differently.
      { ...place, table: "people|8", column: "identity|2:r1" },
      { ...place, rowId: "r1|2:o1", orgId: "" },
    ]) {
      expect(() => openField([key], moved, envelope)).toThrow(EnvelopeRefused);
    }
  });

  it("does not open with the key of another case, nor under another key's name", () => {
    const envelope = sealField(key, place, "secret");
    expect(() => openField([newCaseKey("k1")], place, envelope)).toThrow(EnvelopeRefused);
    expect(() => openField([newCaseKey("k2")], place, envelope)).toThrow(EnvelopeRefused);
    expect(() => openField([], place, envelope)).toThrow(EnvelopeRefused);
    const renamed = withPart(envelope, 1, () => "k2");
    expect(() => openField([{ ...key, id: "k2" }], place, renamed)).toThrow(EnvelopeRefused);
  });

  it("opens with the key before while a case changes its key", () => {
    const next = newCaseKey("k2");
    expect(openField([next, key], place, sealField(key, place, "old"))).toBe("old");
    expect(openField([next, key], place, sealField(next, place, "new"))).toBe("new");
  });

  it("does not open when cut short, altered, padded or in another version", () => {
    const envelope = sealField(key, place, "secret");
    const damaged = [
      "",
      "v1",
      "secret",
      withPart(envelope, 0, () => "v2"),
      withPart(envelope, 0, () => "V1"),
      withPart(envelope, 1, () => ""),
      withPart(envelope, 1, () => "k 1"),
      ...[2, 3, 4].map((index) => withPart(envelope, index, flipFirstBit)),
      ...[2, 3, 4].map((index) => withPart(envelope, index, () => "")),
      ...[2, 3, 4].map((index) => withPart(envelope, index, (part) => part.slice(0, -4))),
      ...[2, 3, 4].map((index) => withPart(envelope, index, (part) => `${part}=`)),
      ...[2, 3, 4].map((index) => withPart(envelope, index, (part) => `${part} `)),
      `${envelope}.AAAA`,
      `${envelope}\n`,
    ];
    for (const text of damaged) {
      expect(() => openField([key], place, text), text).toThrow(EnvelopeRefused);
    }
    for (let length = 0; length < envelope.length; length++) {
      expect(() => openField([key], place, envelope.slice(0, length))).toThrow(EnvelopeRefused);
    }
  });

  it("tells nothing in its error", () => {
    const envelope = sealField(key, place, "secret");
    expect(() => openField([key], { ...place, rowId: "r2" }, envelope)).toThrow(
      /^This envelope cannot be opened here\.$/,
    );
  });

  it("has a nonce of its own, 100,000 times over", () => {
    const nonces = new Set<string>();
    for (let n = 0; n < 100_000; n++) {
      nonces.add(sealField(key, place, "same").split(".")[2] as string);
    }
    expect(nonces.size).toBe(100_000);
  }, 60_000);

  it("refuses keys of the wrong size and unusable names", () => {
    expect(() => sealField({ id: "k", bytes: randomBytes(16) }, place, "x")).toThrow(RangeError);
    for (const id of ["", "a.b", "a b", "x".repeat(65)]) {
      expect(() => sealField({ ...key, id }, place, "x")).toThrow(RangeError);
    }
  });
});

describe("a wrapped case key", () => {
  const master = randomBytes(32);
  const wrapping = wrappingKey(master);

  it("comes back as it was, with the id of the wrapping key in the envelope", () => {
    const wrapped = wrapCaseKey(wrapping, casePlace, key);
    expect(keyIdOf(wrapped)).toBe(wrapping.id);
    const back = unwrapCaseKey([wrappingKey(master)], casePlace, key.id, wrapped);
    expect(openField([back], place, sealField(key, place, "secret"))).toBe("secret");
  });

  it("does not unwrap for another case, organisation or key, nor with another master key", () => {
    const wrapped = wrapCaseKey(wrapping, casePlace, key);
    const refuse = (...args: Parameters<typeof unwrapCaseKey>) =>
      expect(() => unwrapCaseKey(...args)).toThrow(EnvelopeRefused);
    refuse([wrapping], { ...casePlace, caseId: "c2" }, key.id, wrapped);
    refuse([wrapping], { ...casePlace, orgId: "o2" }, key.id, wrapped);
    refuse([wrapping], casePlace, "k2", wrapped);
    refuse([wrappingKey(randomBytes(32))], casePlace, key.id, wrapped);
    refuse([{ ...wrappingKey(randomBytes(32)), id: wrapping.id }], casePlace, key.id, wrapped);
  });

  it("is not a field, and a field is not a key", () => {
    const wrapped = wrapCaseKey(wrapping, casePlace, key);
    const asField = { table: casePlace.caseId, column: casePlace.orgId, rowId: key.id, orgId: "" };
    expect(() => openField([wrapping], asField, wrapped)).toThrow(EnvelopeRefused);
    const field = sealField(wrapping, place, "x".repeat(32));
    expect(() => unwrapCaseKey([wrapping], casePlace, key.id, field)).toThrow(EnvelopeRefused);
  });

  it("unwraps with the master key before, and is wrapped anew once", () => {
    const next = wrappingKey(randomBytes(32));
    const old = wrapCaseKey(wrapping, casePlace, key);
    expect(unwrapCaseKey([next, wrapping], casePlace, key.id, old).bytes).toEqual(key.bytes);
    const renewed = rewrapCaseKey([next, wrapping], next, casePlace, key.id, old);
    expect(keyIdOf(renewed)).toBe(next.id);
    expect(rewrapCaseKey([next, wrapping], next, casePlace, key.id, renewed)).toBe(renewed);
    expect(unwrapCaseKey([next], casePlace, key.id, renewed).bytes).toEqual(key.bytes);
    expect(() => unwrapCaseKey([next], casePlace, key.id, old)).toThrow(EnvelopeRefused);
  });
});

describe("a derived key", () => {
  it("depends on the master key and the purpose, and on nothing else", () => {
    const master = Buffer.alloc(32, 7);
    expect(deriveKey(master, "a")).toEqual(deriveKey(Buffer.from(master), "a"));
    expect(deriveKey(master, "a")).toHaveLength(32);
    expect(deriveKey(master, "a")).not.toEqual(deriveKey(master, "b"));
    expect(deriveKey(master, "a")).not.toEqual(deriveKey(Buffer.alloc(32, 8), "a"));
  });

  it("never changes: stored envelopes depend on it", () => {
    expect(deriveKey(Buffer.alloc(32, 1), "wrap-case-keys").toString("hex")).toMatchInlineSnapshot(
      `"03b5306042bd16931ee4294a66b5f71ec72dcecdf7acf94cfac1509ca722bc1f"`,
    );
    expect(wrappingKey(Buffer.alloc(32, 1)).id).toMatchInlineSnapshot(`"kmO4ahulzhMfiZ58"`);
  });

  it("refuses a master key of another length and an empty purpose", () => {
    expect(() => deriveKey(randomBytes(31), "a")).toThrow(/32 bytes/);
    expect(() => deriveKey(Buffer.alloc(0), "a")).toThrow(/32 bytes/);
    expect(() => deriveKey(randomBytes(32), "")).toThrow(/purpose/);
  });
});
