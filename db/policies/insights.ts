import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { chartTexts } from "../schema/insights";
import { app, both, inMyOrganisation, isMine, mayWrite, readsCase } from "./rules";

/** Row security holds inside too: a session that is not readable is not there. */
const readsScope = sql`(case_id is null or ${readsCase("chart_texts.case_id")})
  and (session_id is null or exists (select 1 from sessions s where s.id = chart_texts.session_id))`;

export const readChartTexts = pgPolicy("whoever reads what a chart is of reads how it is told", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), readsScope),
}).link(chartTexts);

export const writeChartTexts = pgPolicy("advocates tell charts of what they read", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), mayWrite, isMine("written_by"), readsScope),
}).link(chartTexts);

export const removeChartTexts = pgPolicy("advocates take back how a chart is told", {
  for: "delete",
  to: app,
  using: both(inMyOrganisation(), mayWrite, readsScope),
}).link(chartTexts);
