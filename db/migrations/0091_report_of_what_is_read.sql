-- The report of a year counts what its reader reads, behind the wall like any list; what it tells of that is decided where
-- it is counted (decision 69).
set local role plenary_guard;
--> statement-breakpoint
drop function app.support_report(integer), app.told_of(bigint, bigint);
--> statement-breakpoint
set local role none;
