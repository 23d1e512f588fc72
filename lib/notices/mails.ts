import "server-only";
import { sql } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { asSystem } from "@/db/client";
import { env } from "@/lib/env";
import { catalogueFor } from "@/lib/i18n/catalogue";
import { availableLocales, localeDetails } from "@/lib/i18n/locales";
import { canSendMail, type LetterOutcome, sendLetter } from "@/lib/mail/send-letter";

/** So that one round ends before the next begins, even with a slow mail server; the rest follows a minute later. */
const mostPerRound = 100;

/** A mail that is ours to send, for ten minutes. */
interface Claim {
  id: string;
  address: string;
  locale: string;
}

/** Sends a letter; another one in tests. */
export type Send = (letter: Parameters<typeof sendLetter>[0]) => Promise<LetterOutcome>;

/**
 * Sends the mails that are due: to each person at most one a day, and one at once for what cannot wait. Each is claimed
 * in the database first, so that any number of instances may do this at the same time. A claim is not given back: what
 * was not reported as sent is claimed again after ten minutes, under the same Message-ID, three times in all. Does
 * nothing where no mail server is configured. Returns how many were taken by it.
 */
export async function sendNoticeMails(
  send: Send | null = canSendMail() ? sendLetter : null,
): Promise<number> {
  let taken = 0;
  for (let round = 0; send && round < mostPerRound; round++) {
    // One after the other: what is claimed together with others could wait for longer than its claim lasts.
    const claim = await claimMail();
    if (!claim) {
      break;
    }
    const outcome = await send(letterFor(claim));
    if (outcome === "taken") {
      await asSystem((tx) => tx.execute(sql`select app.notice_mail_sent(${claim.id})`));
      taken++;
    } else if (outcome !== "refused") {
      break;
    }
  }
  return taken;
}

/** Tells organisations that have not answered that a sign-on ends within a day. */
export async function tellDeadlines(): Promise<void> {
  await asSystem((tx) => tx.execute(sql`select app.tell_deadlines()`));
}

/** Closes editions whose consent ran out since they were issued, and tells whom it concerns. */
export async function freezeUncovered(): Promise<void> {
  await asSystem((tx) => tx.execute(sql`select app.freeze_uncovered(null)`));
}

/** Clears notices and the record of mails that are over, and says how many notices they were. */
export async function clearOldNotices(): Promise<number> {
  const [row] = await asSystem((tx) =>
    tx.execute<{ cleared: number }>(sql`select app.clear_old_notices() as cleared`),
  );
  return row?.cleared ?? 0;
}

async function claimMail(): Promise<Claim | null> {
  const [claim] = await asSystem((tx) =>
    tx.execute<Claim & Record<string, unknown>>(
      sql`select id, address, locale from app.claim_notice_mail()`,
    ),
  );
  return claim ?? null;
}

/** The same for everybody and everything: who reads it over a shoulder learns that this person uses Plenary. */
function letterFor({ id, address, locale }: Claim) {
  const code = availableLocales().find((one) => one.code === locale)?.code ?? "en";
  const t = createTranslator({
    locale: localeDetails(code).tag,
    messages: catalogueFor(code),
    namespace: "notices.mail",
  });
  return {
    id,
    to: address,
    subject: t("subject"),
    text: t("text", { link: `${env().origin}/inbox` }),
  };
}
