import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import type { AlertLanguage, AlertSection, Audience } from "@/db/reference/words";
import type { TextNode } from "@/db/schema";
import type { Case, Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { foldAndDerive } from "@/lib/alerts/derive";
import { doc, paragraph, seedText } from "@/lib/alerts/shared-text";

type Words = Partial<Record<"title" | AlertSection, TextNode | string>>;

/** An alert with these languages, the first of them its source, at the stage in which versions are made to be signed. */
export async function anAlert(
  by: Member,
  theCase: Case,
  languages: Partial<Record<AlertLanguage, Words>>,
  { audience = "public" as Audience } = {},
): Promise<{ id: string; texts: Record<string, string> }> {
  const id = uuidv7();
  const [source = "en"] = Object.keys(languages);
  const superuser = asSuperuser();
  await superuser`insert into alerts (org_id, id, case_id, number, kind, audience, source_language, created_by)
    values (${theCase.orgId}, ${id}, ${theCase.id}, 1, 'first', ${audience}, ${source}, ${by.membershipId})`;
  await superuser`update alerts set stage = 'sign_on', sign_on_deadline = now() + interval '2 days' where id = ${id}`;
  const texts: Record<string, string> = {};
  for (const [language, words] of Object.entries(languages)) {
    const textId = uuidv7();
    texts[language] = textId;
    await superuser`insert into alert_texts (org_id, case_id, alert_id, id, language, state)
      values (${theCase.orgId}, ${theCase.id}, ${id}, ${textId}, ${language}, 'ready')`;
    const parts = Object.fromEntries(
      Object.entries(words).map(([section, given]) => [
        section,
        typeof given === "string" ? doc(paragraph(given)) : given,
      ]),
    );
    await asActor(by, (tx) =>
      tx.execute(
        sql`select app.store_alert_update(${textId}::uuid, ${Buffer.from(seedText(parts))}::bytea, false)`,
      ),
    );
    await foldAndDerive(by, textId);
  }
  return { id, texts };
}

/** A version to be signed, of what the sections hold now; the second pair of eyes is left out. */
export async function aVersionToSign(
  by: Member,
  alertId: string,
  names: Record<string, string> = {},
): Promise<string> {
  const superuser = asSuperuser();
  const [before] = await superuser`select stage from alerts where id = ${alertId}`;
  await superuser`update alerts set stage = 'consent_check' where id = ${alertId}`;
  const seqs = await superuser<{ id: string; seq: number }[]>`
    select id, last_seq::int as seq from alert_texts where alert_id = ${alertId}`;
  try {
    const [row] = await asActor(by, (tx) =>
      tx.execute<{ id: string }>(sql`select app.make_alert_version(${alertId}::uuid, 'sign_on',
        ${JSON.stringify(Object.fromEntries(seqs.map(({ id, seq }) => [id, seq])))}::jsonb,
        ${JSON.stringify(names)}::jsonb, false, '') as id`),
    );
    return (row as { id: string }).id;
  } finally {
    await superuser`update alerts set stage = ${before?.stage} where id = ${alertId}`;
  }
}
