import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { AlertLanguage } from "@/db/reference/words";
import { alerts } from "@/db/schema/alerts";
import { coversTextToSign } from "@/lib/alerts/covered";
import { listRequests, standingAnswers } from "@/lib/sign-on/answers";
import type { SignedSoFar } from "./edition";

/** How far sign-on is, and who would stand under an edition in this language if it were issued now. */
export async function signedSoFar(
  tx: Tx,
  alertId: string,
  language: AlertLanguage,
): Promise<SignedSoFar> {
  const [alert] = await tx
    .select({
      deadline: alerts.signOnDeadline,
      isCovered: coversTextToSign(alertId),
    })
    .from(alerts)
    .where(eq(alerts.id, alertId));
  const [standing] = await tx.execute<{
    signatories: { name: string; capacity: string }[];
    unnamed: number;
  }>(sql`select * from app.signatories_now(${alertId}::uuid, ${language})`);
  const answers = await standingAnswers(tx, alertId);
  const requests = await listRequests(tx, alertId);
  const asked = requests.map(({ orgId, name }) => {
    const answer = answers.get(orgId);
    return { name, answer: answer?.holds ? answer.answer : null };
  });
  const namesOf = (wanted: (typeof asked)[number]["answer"]) =>
    asked.filter(({ answer }) => answer === wanted).map(({ name }) => name);
  return {
    asked: asked.length,
    signed: namesOf("signed").length,
    waiting: namesOf(null),
    withChange: namesOf("with_change"),
    cannot: namesOf("cannot"),
    ended: requests.filter(({ hasEnded }) => hasEnded).map(({ name }) => name),
    deadline: alert?.deadline ?? null,
    isCovered: alert?.isCovered ?? true,
    signatories: standing?.signatories ?? [],
    unnamed: standing?.unnamed ?? 0,
  };
}

/** An organisation that signed in words which hold a protected name. */
export interface SignedWithName {
  name: string;
  /** In how it calls itself, and not in its capacity alone, without which an edition can go out. */
  inName: boolean;
}

/** The organisations whose signatures hold a protected name; none to whoever may not know the names. */
export async function signedWithNames(tx: Tx, alertId: string): Promise<SignedWithName[]> {
  return [
    ...(await tx.execute<{ name: string; inName: boolean }>(
      sql`select name, in_name as "inName" from app.signed_with_names(${alertId}::uuid)`,
    )),
  ];
}
