ALTER TABLE "brief_drafts" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD COLUMN "saved_by" uuid;