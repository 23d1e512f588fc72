-- Whoever began an alert has written nothing of what came from the facts of its case: only who changed words counts as
-- having written. What was put on record as the text was begun, and never since, goes. Decision 13.
set local role plenary_guard;
--> statement-breakpoint
delete from alert_contributions c
 using alert_texts t, alerts a
 where t.org_id = c.org_id and t.id = c.text_id and a.org_id = t.org_id and a.id = t.alert_id
   and c.membership_id = a.created_by and c.first_at = t.created_at and c.last_at = c.first_at;
--> statement-breakpoint
set local role none;
