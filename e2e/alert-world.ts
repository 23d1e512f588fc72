import { uuidv7 } from "uuidv7";
import * as Y from "yjs";
import type { AlertLanguage } from "@/db/reference/words";
import type { TextNode } from "@/db/schema";
import type { Case, Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { doc, type PartName, paragraph, readParts, seedText } from "@/lib/alerts/shared-text";

/** An alert with one text, as if its first lines had been written already. */
export async function anAlert(
  theCase: Case,
  lead: Member,
  parts: Partial<Record<PartName, TextNode>>,
  language: AlertLanguage = "en",
): Promise<{ alertId: string; textId: string; address: string }> {
  const alertId = uuidv7();
  const sql = asSuperuser();
  await sql`insert into alerts (org_id, case_id, id, kind, source_language, created_by, number)
    values (${theCase.orgId}, ${theCase.id}, ${alertId}, 'first', ${language}, ${lead.membershipId}, 0)`;
  const textId = await addText(theCase, alertId, lead, language, parts);
  return { alertId, textId, address: `/cases/${theCase.id}/alerts/${alertId}` };
}

/** One more language of an alert, written already. */
export async function addText(
  theCase: Case,
  alertId: string,
  lead: Member,
  language: AlertLanguage,
  parts: Partial<Record<PartName, TextNode>>,
): Promise<string> {
  const textId = uuidv7();
  const sql = asSuperuser();
  const update = seedText(parts);
  await sql`insert into alert_texts (org_id, case_id, alert_id, id, language, last_seq, size)
    values (${theCase.orgId}, ${theCase.id}, ${alertId}, ${textId}, ${language}, 1, ${update.length})`;
  await sql`insert into alert_updates (org_id, case_id, alert_id, text_id, seq, body, membership_id)
    values (${theCase.orgId}, ${theCase.id}, ${alertId}, ${textId}, 1, ${Buffer.from(update)}, ${lead.membershipId})`;
  const shared = new Y.Doc();
  Y.applyUpdate(shared, update);
  for (const [section, { content, plain }] of Object.entries(readParts(shared))) {
    await sql`insert into alert_parts (org_id, case_id, alert_id, text_id, section, content, plain, seq, status)
      values (${theCase.orgId}, ${theCase.id}, ${alertId}, ${textId}, ${section}, ${sql.json(content as never)},
        ${plain}, 1, ${plain ? "doing" : "todo"})`;
  }
  shared.destroy();
  return textId;
}

/** A section of plain paragraphs. */
export const words = (...lines: string[]): TextNode => doc(...lines.map((line) => paragraph(line)));

/** What the server has stored of a section, put together from what was typed. */
export async function storedWords(textId: string, section: PartName): Promise<string> {
  const sql = asSuperuser();
  const shared = new Y.Doc();
  const bodies = await sql<{ body: Buffer }[]>`
    select body from alert_states where text_id = ${textId}
    union all (select body from alert_updates where text_id = ${textId} order by seq)`;
  for (const { body } of bodies) {
    Y.applyUpdate(shared, body);
  }
  const { plain } = readParts(shared)[section];
  shared.destroy();
  return plain;
}
