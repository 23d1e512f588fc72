set local role plenary_guard;
--> statement-breakpoint
-- A piece of an import comes with a thousand cells as one value. Planned for these very cells, as the first five pieces
-- of each connection were, its statements took twice as long as with the plan that serves any piece.
alter function app.carry_out_import(uuid, jsonb, text, integer) set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
set local role none;
