import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, now } from "./columns";

/**
 * Every change, written by trigger in the change's own transaction and never changed afterwards. It holds which
 * columns changed and the values of harmless ones (stage, level, status), never a name, a title or a text.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: id().primaryKey(),
    orgId: uuid(),
    at: now(),
    personId: uuid(),
    actorOrgId: uuid(),
    action: text().notNull(),
    subject: text().notNull(),
    subjectId: text().notNull(),
    caseId: uuid(),
    commitmentId: uuid(),
    columns: text().array().notNull().default([]),
    details: jsonb().$type<Record<string, [unknown, unknown]>>().notNull().default({}),
  },
  (t) => [
    index("audit_of_an_organisation").on(t.orgId, t.at.desc().nullsFirst()),
    index("audit_of_a_case").on(t.caseId, t.at.desc().nullsFirst()),
  ],
);

/** What left the team, to whom, when: after an incident it answers what may have leaked. */
export const disclosures = pgTable(
  "disclosures",
  {
    orgId: uuid().notNull(),
    id: id(),
    caseId: uuid().notNull(),
    kind: text({
      enum: ["share", "export", "edition", "brief", "submission", "referral"],
    }).notNull(),
    audience: text().notNull(),
    recipientOrgId: uuid(),
    recipientStateCode: text(),
    /** Somebody who is no organisation here and no State, in words. */
    recipient: text().notNull().default(""),
    editionId: uuid(),
    briefId: uuid(),
    submissionId: uuid(),
    referralId: uuid(),
    /** How it went: by mail, on paper, as a link. */
    channel: text(),
    naming: text(),
    rows: integer(),
    personId: uuid(),
    at: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    index("disclosures_of_a_case").on(t.caseId, t.at.desc().nullsFirst()),
  ],
);
