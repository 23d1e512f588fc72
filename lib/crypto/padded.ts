import { type FieldPlace, type NamedKey, openField, sealField } from "./envelope";

/** Text for an envelope, filled up to whole blocks: a short name and a long one weigh the same. JSON reads past it. */
function padded(text: string, block: number): string {
  const bytes = Buffer.byteLength(text);
  return text + " ".repeat(Math.ceil(bytes / block) * block - bytes);
}

/**
 * Words in an envelope for one place, filled up to whole blocks of bytes so that its length tells nothing of theirs. The
 * one way to seal what somebody wrote: what a person needs, where they are, how they are reached.
 */
export function sealPadded(key: NamedKey, place: FieldPlace, text: string, block = 256): string {
  return sealField(key, place, padded(text, block));
}

/** Opens what `sealPadded` made, without the filling; throws as `openField`. */
export function openPadded(keys: readonly NamedKey[], place: FieldPlace, envelope: string): string {
  return openField(keys, place, envelope).trimEnd();
}
