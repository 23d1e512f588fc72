import { sql } from "drizzle-orm";

/** Whether consent covers the text of an alert that is open for sign-on, or was last; true where there is none. */
export const coversTextToSign = (alertId: string) => sql<boolean>`coalesce((
  select app.version_is_covered(v.id) from alert_versions v
  where v.alert_id = ${alertId} and v.purpose = 'sign_on' order by v.number desc limit 1), true)`;
