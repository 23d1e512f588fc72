import { createHash, randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { AlertLanguage, AlertStage, Audience, VersionPurpose } from "../reference/words";
import type { Case, Member, Organisation } from "./factories";
import { asSuperuser } from "./superuser";

/** An alert with its texts, past every check of how it came to its stage. */
export interface Alert {
  orgId: string;
  caseId: string;
  id: string;
  /** The text in the language in which it was begun. */
  textId: string;
  texts: Partial<Record<AlertLanguage, string>>;
}

/** Languages are in the order in which they were begun; nothing is written in them (lib/alerts/testing.ts writes). */
export async function anAlert(
  theCase: Case,
  by: Member,
  {
    audience = "public" as Audience,
    deadline = null as Date | null,
    languages = ["en"] as AlertLanguage[],
    state = "drafting" as "drafting" | "ready",
  } = {},
): Promise<Alert> {
  const [id, textId, source] = [uuidv7(), uuidv7(), languages[0] ?? "en"];
  const sql = asSuperuser();
  await sql`insert into alerts (org_id, case_id, id, number, kind, audience, source_language, sign_on_deadline, created_by)
    values (${theCase.orgId}, ${theCase.id}, ${id}, 1, 'first', ${audience}, ${source}, ${deadline}, ${by.membershipId})`;
  const texts: Alert["texts"] = {};
  for (const language of languages) {
    const text = language === source ? textId : uuidv7();
    texts[language] = text;
    await sql`insert into alert_texts (org_id, case_id, alert_id, id, language, state)
      values (${theCase.orgId}, ${theCase.id}, ${id}, ${text}, ${language}, ${state})`;
  }
  return { orgId: theCase.orgId, caseId: theCase.id, id, textId, texts };
}

/** Puts an alert in a stage, as nobody in particular. */
export async function atStage(alert: Alert, stage: AlertStage): Promise<void> {
  await asSuperuser()`update alerts set stage = ${stage} where id = ${alert.id}`;
}

export async function aVersion(
  alert: Alert,
  {
    purpose = "saved" as VersionPurpose,
    authors = [] as Member[],
    madeBy = null as Member | null,
    isMinor = false,
  } = {},
): Promise<{ id: string; hash: string }> {
  const id = uuidv7();
  const text = { en: { title: `Alert ${randomBytes(4).toString("hex")}`, sections: {} } };
  const hash = createHash("sha256").update(JSON.stringify(text)).digest("hex");
  const sql = asSuperuser();
  await sql`insert into alert_versions (org_id, case_id, alert_id, id, number, purpose, content, signed_text, hash,
      is_minor, authors, made_by)
    select ${alert.orgId}, ${alert.caseId}, ${alert.id}, ${id},
      (select count(*) + 1 from alert_versions where alert_id = ${alert.id}), ${purpose}, ${sql.json(text)},
      ${purpose === "sign_on" ? sql.json(text) : null}, ${hash}, ${isMinor},
      ${authors.map((author) => author.membershipId)}::uuid[], ${madeBy?.membershipId ?? null}`;
  return { id, hash };
}

/** Asks an organisation to sign. */
export async function aRequest(alert: Alert, partner: Organisation, by: Member): Promise<string> {
  const id = uuidv7();
  await asSuperuser()`insert into sign_on_requests (org_id, case_id, alert_id, id, partner_org_id, asked_by)
    values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${id}, ${partner.id}, ${by.membershipId})`;
  return id;
}

/** A first comment in a thread of its own. */
export async function aComment(alert: Alert, by: Member, mentions: Member[] = []): Promise<string> {
  const [id, threadId] = [uuidv7(), uuidv7()];
  const sql = asSuperuser();
  await sql`insert into alert_threads (org_id, case_id, alert_id, text_id, id, section, opened_by, actor_org_id)
    values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${alert.textId}, ${threadId}, 'happened',
      ${by.membershipId}, ${by.organisationId})`;
  await sql`insert into alert_comments (org_id, case_id, alert_id, text_id, id, thread_id, body, mentions, written_by,
      actor_org_id)
    values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${alert.textId}, ${id}, ${threadId}, 'Words',
      ${mentions.map((member) => member.membershipId)}::uuid[], ${by.membershipId}, ${by.organisationId})`;
  return id;
}

/** An edition of a version, which shows these people by label. */
export async function anEdition(
  alert: Alert,
  versionId: string,
  by: Member,
  { audience = "coalition" as Audience, language = "en", shown = [] as string[] } = {},
): Promise<string> {
  const id = uuidv7();
  const sql = asSuperuser();
  await sql`insert into editions (org_id, case_id, alert_id, id, version_id, number, audience, language, content, plain,
      hash, shown, issued_by)
    values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${id}, ${versionId}, 1, ${audience}, ${language},
      ${sql.json({ title: "Alert", sections: {} })}, '', '',
      ${sql.json(shown.map((defenderId) => ({ defenderId, shown: "label" })))}, ${by.membershipId})`;
  return id;
}
