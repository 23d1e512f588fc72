import { type SQL, sql } from "drizzle-orm";

/** Whether a request left the team: a referral was sent, or a partner took it on. */
export const wentOut = (requestId: SQL): SQL<boolean> =>
  sql<boolean>`(exists (select 1 from referrals where request_id = ${requestId} and sent_on is not null)
    or exists (select 1 from shown_request_steps t join shown_requests s on s.id = t.shown_id
      where s.request_id = ${requestId} and t.step = 'claimed'))`;
