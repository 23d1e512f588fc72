import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import {
  evidence,
  interventionCases,
  interventionCommitments,
  interventionStates,
  interventions,
} from "../schema/interventions";
import {
  app,
  both,
  contributesToCase,
  inMyOrganisation,
  isMine,
  mayWrite,
  readsCase,
  readsCommitment,
} from "./rules";

/** Readable with any of its cases; until it is linked to one, by the member who is recording it. */
const readsIntervention = (interventionId: string) =>
  sql.raw(
    `exists (select 1 from intervention_cases ic where ic.intervention_id = ${interventionId})`,
  );

/** A function, since a look at the intervention would come back to its cases: PostgreSQL refuses the circle. */
const recordsIntervention = (table: string) =>
  sql.raw(`app.recorded_by_me(${table}.org_id, ${table}.intervention_id)`);

export const readInterventions = pgPolicy("readers of a case read what was said about it", {
  for: "select",
  to: app,
  using: sql`${isMine("recorded_by")} or ${readsIntervention("interventions.id")}`,
}).link(interventions);

export const recordInterventions = pgPolicy("advocates record what was said", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation("recorded_org_id"),
    isMine("recorded_by"),
    mayWrite,
    sql`(org_id = app.org() or exists (select 1 from case_readers r where r.org_id = interventions.org_id
      and r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'))`,
  ),
}).link(interventions);

export const readInterventionCases = pgPolicy("readers of a case read its interventions", {
  for: "select",
  to: app,
  using: readsCase("intervention_cases.case_id"),
}).link(interventionCases);

export const linkInterventionCases = pgPolicy("contributors link what they recorded", {
  for: "insert",
  to: app,
  withCheck: both(
    contributesToCase("intervention_cases.case_id"),
    recordsIntervention("intervention_cases"),
  ),
}).link(interventionCases);

export const readInterventionStates = pgPolicy("readers of an intervention see who is credited", {
  for: "select",
  to: app,
  using: sql`exists (select 1 from interventions i where i.id = intervention_states.intervention_id)`,
}).link(interventionStates);

export const creditStates = pgPolicy("whoever records an intervention credits States", {
  for: "insert",
  to: app,
  withCheck: recordsIntervention("intervention_states"),
}).link(interventionStates);

export const readInterventionCommitments = pgPolicy("readers of a commitment see what kept it", {
  for: "select",
  to: app,
  using: readsCommitment("intervention_commitments.commitment_id"),
}).link(interventionCommitments);

export const readEvidence = pgPolicy("readers of an intervention read its evidence", {
  for: "select",
  to: app,
  using: sql`exists (select 1 from interventions i where i.id = evidence.intervention_id)`,
}).link(evidence);

export const addEvidence = pgPolicy("advocates who read an intervention add evidence", {
  for: "insert",
  to: app,
  withCheck: both(
    isMine("recorded_by"),
    mayWrite,
    sql`exists (select 1 from intervention_cases ic where ic.org_id = evidence.org_id
      and ic.intervention_id = evidence.intervention_id and ${contributesToCase("ic.case_id")})`,
  ),
}).link(evidence);
