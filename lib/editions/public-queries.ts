import "server-only";
import { sql } from "drizzle-orm";
import { cache } from "react";
import { asSystem } from "@/db/client";
import type { AlertLanguage } from "@/db/reference/words";
import type { LanguageText } from "./edition";

/** A public edition as anybody reads it. */
export interface PublicEdition {
  language: AlertLanguage;
  content: LanguageText;
  /** What the hash is of, byte for byte. */
  exactText: string;
  hash: string;
  number: number;
  /** The organisation that issued it; empty where it is not named. */
  issuer: string;
  signatories: { name: string; capacity: string }[];
  unnamedSignatories: number;
  /** When the name of one of them was withheld last; null where none was. */
  namesChangedAt: Date | null;
  correction: string;
  issuedAt: Date;
  /** The address of the text that took its place, if any. */
  newer: string | null;
  /** Language to address. */
  others: Partial<Record<AlertLanguage, string>>;
}

const token = /^[A-Za-z0-9_-]{43}$/;

/**
 * The public edition at an address, looked at against consent now. Null for one that never was, that is frozen or
 * that was withdrawn: nobody can tell which. Looked up once a request.
 */
export const findPublicEdition = cache(async (at: string): Promise<PublicEdition | null> => {
  if (!token.test(at)) {
    return null;
  }
  const [found] = await asSystem((tx) =>
    tx.execute<
      Omit<PublicEdition, "issuedAt" | "namesChangedAt"> & {
        issuedAt: string;
        namesChangedAt: string | null;
      }
    >(sql`
      select language, content, content::text as "exactText", hash, number, issuer, signatories,
        unnamed as "unnamedSignatories", names_changed_at::text as "namesChangedAt", correction, issued_at::text as "issuedAt", newer, others
      from app.read_public_edition(${at})`),
  );
  return found
    ? {
        ...found,
        issuedAt: new Date(found.issuedAt),
        namesChangedAt: found.namesChangedAt ? new Date(found.namesChangedAt) : null,
      }
    : null;
});

/** The language of the public edition at an address of ours; null for every other page. */
export async function editionLanguage(path: string | null): Promise<AlertLanguage | null> {
  const at = /^\/editions\/([A-Za-z0-9_-]{43})$/.exec(path ?? "")?.[1];
  return at ? ((await findPublicEdition(at))?.language ?? null) : null;
}
