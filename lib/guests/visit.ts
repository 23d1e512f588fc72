import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import type { GuestAnswer } from "@/db/reference/words";
import { isSecret, newSecret } from "@/lib/auth/secret";
import type { BriefInputs } from "@/lib/briefs/written/brief";
import type { GuestReply } from "./input";

/** A brief as one guest reads it, and which copy this is. */
export interface GuestVisit {
  inputs: BriefInputs;
  briefId: string;
  recipient: string;
  /** In the language of the brief. */
  state: string;
  openedAt: Date;
  until: Date;
  number: string;
  /** What they answered last. */
  answered: { answer: GuestAnswer; remarks: string; at: Date } | null;
}

/**
 * Lets a guest in by the secret of an address: the secret of their visit, or null where that link is not open. The browser
 * gets one of its own, so that the address is used for nothing but coming in.
 */
export async function enterAsGuest(secret: string): Promise<string | null> {
  if (!isSecret(secret)) {
    return null;
  }
  const visit = newSecret();
  const [row] = await asSystem((tx) =>
    tx.execute<{ opened: boolean }>(sql`select app.open_guest_link(${secret}, ${visit}) as opened`),
  );
  return row?.opened ? visit : null;
}

/** What is read on a visit; null where there is none, or not any more. */
export async function readVisit(visit: string): Promise<GuestVisit | null> {
  const [row] = await asSystem((tx) =>
    tx.execute<{ read: Written | null }>(sql`select app.read_guest_link(${visit}) as read`),
  );
  const read = row?.read;
  return read
    ? {
        ...read,
        openedAt: new Date(read.openedAt),
        until: new Date(read.until),
        answered: read.answered && { ...read.answered, at: new Date(read.answered.at) },
      }
    : null;
}

type Written = Omit<GuestVisit, "openedAt" | "until" | "answered"> & {
  openedAt: string;
  until: string;
  answered: { answer: GuestAnswer; remarks: string; at: string } | null;
};

/** Keeps what a guest answers on a visit; false where it is over. */
export async function answerOnVisit(
  visit: string,
  { answer, remarks }: GuestReply,
): Promise<boolean> {
  const [row] = await asSystem((tx) =>
    tx.execute<{ kept: boolean }>(
      sql`select app.answer_as_guest(${visit}, ${answer}, ${remarks}) as kept`,
    ),
  );
  return row?.kept ?? false;
}
