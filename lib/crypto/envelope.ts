import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/**
 * Envelopes: text encrypted with the key of its case, and keys of cases wrapped by the key of this
 * installation. Both read `v1.<key id>.<nonce>.<ciphertext>.<tag>` in base64url, and both are bound to
 * the place they were made for: moved to another row, column or organisation they do not open.
 * Pure computation; keeping keys is the caller's business.
 */

const format = "v1";
const algorithm = "aes-256-gcm";
const keyBytes = 32;
/** 96 random bits: sound for far more values than one case will ever hold (2^32 per key). */
const nonceBytes = 12;
const tagBytes = 16;
const keyIdPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** A 256-bit key with the name that stands in every envelope made with it. */
export interface NamedKey {
  /** Letters, digits, `-` and `_`, 64 at most; says which version of the key this is. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Where a field is kept. Changing any part makes the envelope unreadable, which is the point. */
export interface FieldPlace {
  table: string;
  column: string;
  rowId: string;
  orgId: string;
}

/** The case whose data key is wrapped. */
export interface CasePlace {
  caseId: string;
  orgId: string;
}

/** Opening failed: cut short, altered, moved, or made with another key. Never says which value. */
export class EnvelopeRefused extends Error {
  override name = "EnvelopeRefused";
}

/**
 * A key for one purpose from the 32-byte master key (HKDF-SHA-256). The same master and purpose give
 * the same key for ever; different purposes give keys that say nothing about each other.
 */
export function deriveKey(master: Uint8Array, purpose: string): Buffer {
  if (master.byteLength !== keyBytes) {
    throw new RangeError("The master key must have exactly 32 bytes.");
  }
  if (!purpose) {
    throw new RangeError("A derived key needs a purpose.");
  }
  return Buffer.from(hkdfSync("sha256", master, "", `plenary/${purpose}`, keyBytes));
}

/**
 * The key that wraps case keys, derived from one version of the master key. Its id is a fingerprint
 * of the derived key, so it need not be configured and a wrong master key is recognised by name.
 */
export function wrappingKey(master: Uint8Array): NamedKey {
  const bytes = deriveKey(master, "wrap-case-keys");
  const print = createHash("sha256").update("plenary/key-id").update(bytes).digest("base64url");
  return { id: print.slice(0, 16), bytes };
}

/** A new random key for one case. `id` names its version, e.g. the id of the row that keeps it. */
export function newCaseKey(id: string): NamedKey {
  return { id, bytes: randomBytes(keyBytes) };
}

/** Encrypts one field with the key of its case. */
export function sealField(key: NamedKey, place: FieldPlace, text: string): string {
  return seal(key, fieldContext(place, key.id), Buffer.from(text, "utf8"));
}

/** Encrypts a file as a field is. */
export function sealBytes(key: NamedKey, place: FieldPlace, bytes: Uint8Array): string {
  return seal(key, fieldContext(place, key.id), Buffer.from(bytes));
}

/** Decrypts what sealBytes made; throws as openField. */
export function openBytes(keys: readonly NamedKey[], place: FieldPlace, envelope: string): Buffer {
  return open(keys, (keyId) => fieldContext(place, keyId), envelope);
}

/**
 * Decrypts one field with whichever of `keys` made it (the case's present key and the one before).
 * Throws EnvelopeRefused for everything that was not sealed by one of them for this very place.
 */
export function openField(keys: readonly NamedKey[], place: FieldPlace, envelope: string): string {
  return open(keys, (keyId) => fieldContext(place, keyId), envelope).toString("utf8");
}

/** Wraps the key of a case for storage. */
export function wrapCaseKey(wrapping: NamedKey, place: CasePlace, caseKey: NamedKey): string {
  return seal(wrapping, keyContext(place, caseKey.id, wrapping.id), Buffer.from(caseKey.bytes));
}

/**
 * Unwraps the key of a case with whichever of `wrappings` wrapped it: the present master key's and,
 * while a rotation runs, the one before. `caseKeyId` is the id the key was wrapped under.
 */
export function unwrapCaseKey(
  wrappings: readonly NamedKey[],
  place: CasePlace,
  caseKeyId: string,
  envelope: string,
): NamedKey {
  const context = (keyId: string) => keyContext(place, caseKeyId, keyId);
  const bytes = open(wrappings, context, envelope);
  if (bytes.byteLength !== keyBytes) {
    throw refusal();
  }
  return { id: caseKeyId, bytes };
}

/**
 * Wraps the same case key anew with `to`, for a rotation of the master key; fields stay as they are.
 * Returns the envelope unchanged when it already is.
 */
export function rewrapCaseKey(
  from: readonly NamedKey[],
  to: NamedKey,
  place: CasePlace,
  caseKeyId: string,
  envelope: string,
): string {
  if (keyIdOf(envelope) === to.id) {
    return envelope;
  }
  return wrapCaseKey(to, place, unwrapCaseKey(from, place, caseKeyId, envelope));
}

/** The id of the key that made an envelope, without opening it. */
export function keyIdOf(envelope: string): string {
  return parse(envelope).keyId;
}

/** Each part goes in with its length, so that no two places share one context. */
function context(...parts: string[]): Buffer {
  return Buffer.from(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join("|"), "utf8");
}

function fieldContext({ table, column, rowId, orgId }: FieldPlace, keyId: string): Buffer {
  return context(format, "field", table, column, rowId, orgId, keyId);
}

function keyContext({ caseId, orgId }: CasePlace, caseKeyId: string, keyId: string): Buffer {
  return context(format, "case-key", caseId, orgId, caseKeyId, keyId);
}

function seal(key: NamedKey, associated: Buffer, plain: Buffer): string {
  checkKey(key);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key.bytes, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associated);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  const parts = [nonce, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"));
  return [format, key.id, ...parts].join(".");
}

function open(
  keys: readonly NamedKey[],
  associated: (keyId: string) => Buffer,
  envelope: string,
): Buffer {
  const { keyId, nonce, sealed, tag } = parse(envelope);
  const key = keys.find((candidate) => candidate.id === keyId);
  if (!key) {
    throw refusal();
  }
  checkKey(key);
  const decipher = createDecipheriv(algorithm, key.bytes, nonce, { authTagLength: tagBytes });
  decipher.setAAD(associated(keyId));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    throw refusal();
  }
}

function parse(envelope: string) {
  const [version, keyId, nonceText, sealedText, tagText, ...rest] = envelope.split(".");
  if (version !== format || rest.length > 0 || !keyId || !keyIdPattern.test(keyId)) {
    throw refusal();
  }
  const nonce = decode(nonceText);
  const tag = decode(tagText);
  // A short tag would be accepted by the cipher and be easier to forge.
  if (nonce.byteLength !== nonceBytes || tag.byteLength !== tagBytes) {
    throw refusal();
  }
  return { keyId, nonce, sealed: decode(sealedText), tag };
}

/** Node reads base64url leniently; an envelope has exactly one spelling. */
function decode(text: string | undefined): Buffer {
  const bytes = Buffer.from(text ?? "", "base64url");
  if (text === undefined || bytes.toString("base64url") !== text) {
    throw refusal();
  }
  return bytes;
}

function checkKey({ id, bytes }: NamedKey): void {
  if (!keyIdPattern.test(id) || bytes.byteLength !== keyBytes) {
    throw new RangeError("A key needs an id of letters, digits, - and _, and exactly 32 bytes.");
  }
}

function refusal(): EnvelopeRefused {
  return new EnvelopeRefused("This envelope cannot be opened here.");
}
