ALTER TABLE "speakers" ADD COLUMN "unknown_names" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
grant update (unknown_names) on speakers to plenary_app;
