import {
  boolean,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { evidenceKinds, forums, grades, namings } from "../reference/words";
import { cases } from "./cases";
import { approximateDate, id, moment, now, oneOf, precisions } from "./columns";
import { commitments } from "./commitments";
import { organisations } from "./people";
import { states } from "./reference";
import { sessions } from "./sessions";

/** What a State said or did in a forum, whether or not it had been promised. */
export const interventions = pgTable(
  "interventions",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id, { onDelete: "restrict" }),
    forum: text({ enum: forums }).notNull(),
    modality: text(),
    deliveredBy: text()
      .notNull()
      .references(() => states.code, { onDelete: "restrict" }),
    onBehalfOf: text().notNull().default(""),
    isJoint: boolean().notNull().default(false),
    ...approximateDate("said"),
    /** The minute at which it was heard in the room, where somebody stamped it. */
    saidAt: moment(),
    /** The line of the speakers list of whoever recorded it. */
    speakerId: uuid(),
    naming: text({ enum: namings }),
    summary: text().notNull().default(""),
    isExample: boolean().notNull().default(false),
    recordedBy: uuid().notNull(),
    recordedOrgId: uuid().notNull(),
    createdAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("intervention_ids_are_unique").on(t.id),
    index("interventions_of_a_session").on(t.orgId, t.sessionId),
    index("interventions_of_a_speaker").on(t.recordedOrgId, t.speakerId),
    oneOf("a_known_intervention_forum", "forum", forums),
    oneOf("a_known_intervention_naming", "naming", namings),
    oneOf("a_known_said_precision", "said_precision", precisions),
  ],
);

const interventionColumns = { orgId: uuid().notNull(), interventionId: uuid().notNull() };

const ofAnIntervention = (name: string, t: unknown) => {
  const columns = t as {
    orgId: typeof interventions.orgId;
    interventionId: typeof interventions.id;
  };
  return foreignKey({
    name,
    columns: [columns.orgId, columns.interventionId],
    foreignColumns: [interventions.orgId, interventions.id],
  }).onDelete("cascade");
};

/** The States to whom an intervention is credited, once each however many sources say so. */
export const interventionStates = pgTable(
  "intervention_states",
  {
    ...interventionColumns,
    stateCode: text()
      .notNull()
      .references(() => states.code, { onDelete: "restrict" }),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.interventionId, t.stateCode] }),
    ofAnIntervention("state_of_an_intervention", t),
    index("interventions_of_a_state").on(t.stateCode, t.orgId),
  ],
);

/** The cases that an intervention raised. */
export const interventionCases = pgTable(
  "intervention_cases",
  {
    ...interventionColumns,
    caseId: uuid().notNull(),
    /** The intervention's own, copied by a trigger. */
    speakerId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.interventionId, t.caseId] }),
    ofAnIntervention("case_of_an_intervention", t),
    foreignKey({
      name: "intervention_on_a_case",
      columns: [t.orgId, t.caseId],
      foreignColumns: [cases.orgId, cases.id],
    }).onDelete("cascade"),
    index("cases_of_an_intervention").on(t.interventionId),
    // Two colleagues who hear the same at the same second record it once.
    unique("a_speaker_is_heard_once_on_a_case").on(t.speakerId, t.caseId),
    index("interventions_of_a_case").on(t.caseId),
  ],
);

/** The commitments that an intervention kept: this link, and nothing else, makes a commitment *raised*. */
export const interventionCommitments = pgTable(
  "intervention_commitments",
  { ...interventionColumns, commitmentId: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.orgId, t.interventionId, t.commitmentId] }),
    ofAnIntervention("commitment_of_an_intervention", t),
    foreignKey({
      name: "intervention_keeps_a_commitment",
      columns: [t.orgId, t.commitmentId],
      foreignColumns: [commitments.orgId, commitments.id],
    }).onDelete("cascade"),
    index("interventions_of_a_commitment").on(t.commitmentId, t.orgId),
  ],
);

/** Why we believe that it was said. Sources may contradict one another; both stay. */
export const evidence = pgTable(
  "evidence",
  {
    ...interventionColumns,
    id: id(),
    kind: text({ enum: evidenceKinds }).notNull(),
    grade: text({ enum: grades }).notNull(),
    quote: text().notNull().default(""),
    quoteLanguage: text().notNull().default(""),
    source: text().notNull(),
    sourceUrl: text(),
    symbol: text().notNull().default(""),
    timeCode: text().notNull().default(""),
    recordedBy: uuid().notNull(),
    createdAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    ofAnIntervention("evidence_of_an_intervention", t),
    index("evidence_by_intervention").on(t.interventionId),
    oneOf("a_known_evidence_kind", "kind", evidenceKinds),
    oneOf("a_known_grade", "grade", grades),
  ],
);
