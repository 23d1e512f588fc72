import * as Y from "yjs";
import type { AlertLanguage } from "@/db/reference/words";
import type { TextNode } from "@/db/schema";
import { type Alert, anAlert } from "@/db/testing/alerts";
import type { Case, Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { doc, type PartName, paragraph, readParts, seedText } from "./shared-text";

/** What stands in one language: sections as they are, or as one paragraph of these words. */
type Written = Partial<Record<PartName, TextNode | string>>;

/** A section of plain paragraphs. */
export const words = (...lines: string[]): TextNode => doc(...lines.map((line) => paragraph(line)));

/** An alert whose first lines have been written already, in each of its languages; the first is the source. */
export async function aWrittenAlert(
  theCase: Case,
  by: Member,
  written: Partial<Record<AlertLanguage, Written>>,
  options: Omit<NonNullable<Parameters<typeof anAlert>[2]>, "languages"> = {},
): Promise<Alert & { address: string }> {
  const alert = await anAlert(theCase, by, {
    ...options,
    languages: Object.keys(written) as AlertLanguage[],
  });
  for (const [language, parts] of Object.entries(written)) {
    await write(alert, alert.texts[language as AlertLanguage] ?? "", by, parts);
  }
  return { ...alert, address: `/cases/${theCase.id}/alerts/${alert.id}` };
}

async function write({ orgId, caseId, id }: Alert, textId: string, by: Member, parts: Written) {
  const update = seedText(
    Object.fromEntries(
      Object.entries(parts).map(([section, given]) => [
        section,
        typeof given === "string" ? words(given) : given,
      ]),
    ),
  );
  const sql = asSuperuser();
  await sql`update alert_texts set last_seq = 1, size = ${update.length} where id = ${textId}`;
  await sql`insert into alert_updates (org_id, case_id, alert_id, text_id, seq, body, membership_id)
    values (${orgId}, ${caseId}, ${id}, ${textId}, 1, ${Buffer.from(update)}, ${by.membershipId})`;
  const shared = new Y.Doc();
  Y.applyUpdate(shared, update);
  for (const [section, { content, plain }] of Object.entries(readParts(shared))) {
    await sql`insert into alert_parts (org_id, case_id, alert_id, text_id, section, content, plain, seq, status)
      values (${orgId}, ${caseId}, ${id}, ${textId}, ${section}, ${sql.json(content as never)},
        ${plain}, 1, ${plain ? "doing" : "todo"})`;
  }
  shared.destroy();
}

/**
 * A version that is open to be signed, of what the sections hold now; review and consent check are left out. Where names
 * are sealed, they have been looked for before.
 */
export async function aVersionToSign(
  by: Member,
  alertId: string,
  names: Record<string, string> = {},
): Promise<string> {
  return asSuperuser().begin(async (tx) => {
    const [before] = await tx`select stage from alerts where id = ${alertId}`;
    const wasOpen = ["sign_on", "issued", "updated"].includes(before?.stage);
    await tx`update alerts set stage = 'consent_check',
        sign_on_deadline = coalesce(sign_on_deadline, now() + interval '2 days') where id = ${alertId}`;
    await tx`select app.begin_session(${by.secret})`;
    const [made] = await tx<{ id: string }[]>`
      select app.make_alert_version(${alertId}::uuid, 'sign_on',
        (select jsonb_object_agg(id, last_seq) from alert_texts where alert_id = ${alertId}),
        ${tx.json(names)}, false, '') as id`;
    await tx`update alerts set stage = ${wasOpen ? before?.stage : "sign_on"} where id = ${alertId}`;
    return made?.id as string;
  });
}

/** A version of what the sections hold now, kept by somebody who may write; nobody has approved it. */
export async function aKeptVersion(by: Member, alertId: string): Promise<string> {
  return asSuperuser().begin(async (tx) => {
    await tx`select app.begin_session(${by.secret})`;
    const [made] = await tx<{ id: string }[]>`
      select app.make_alert_version(${alertId}::uuid, 'saved',
        (select jsonb_object_agg(id, last_seq) from alert_texts where alert_id = ${alertId}), '{}', false, '') as id`;
    return made?.id as string;
  });
}

/** What the database holds of a text, put together anew from what was typed. */
export async function storedText(textId: string): Promise<Y.Doc> {
  const shared = new Y.Doc();
  const bodies = await asSuperuser()<{ body: Buffer }[]>`
    select body from alert_states where text_id = ${textId}
    union all (select body from alert_updates where text_id = ${textId} order by seq)`;
  for (const { body } of bodies) {
    Y.applyUpdate(shared, body);
  }
  return shared;
}

/** The words of one section of it. */
export async function storedWords(textId: string, section: PartName): Promise<string> {
  const shared = await storedText(textId);
  const { plain } = readParts(shared)[section];
  shared.destroy();
  return plain;
}
