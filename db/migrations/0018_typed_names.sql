ALTER TABLE "alert_parts" ADD COLUMN "typed_names" jsonb;--> statement-breakpoint
ALTER TABLE "alert_texts" ADD COLUMN "fold_from" bigint;--> statement-breakpoint
ALTER TABLE "alert_versions" ADD COLUMN "typed_names" jsonb;--> statement-breakpoint
ALTER TABLE "alert_versions" ADD COLUMN "names_taken_out_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "alert_versions" ADD COLUMN "names_taken_out_by" uuid;--> statement-breakpoint
ALTER TABLE "alert_versions" ADD COLUMN "hash_before" text;