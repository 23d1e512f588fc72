ALTER TABLE "brief_drafts" DROP CONSTRAINT "a_draft_of_some_length";--> statement-breakpoint
ALTER TABLE "submission_drafts" DROP CONSTRAINT "a_submission_draft_of_some_length";--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD COLUMN "noted" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "submission_drafts" ADD COLUMN "noted" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "a_draft_of_some_length" CHECK (length(ask) <= 600 and length(contact) <= 400 and length(wordings::text) <= 20000
        and length(parts::text) <= 2000 and length(edits::text) <= 1000000
        and length(noted::text) <= 1000000 and length(points::text) <= 500000 and length(answers::text) <= 40000);--> statement-breakpoint
ALTER TABLE "submission_drafts" ADD CONSTRAINT "a_submission_draft_of_some_length" CHECK (length(contact) <= 600 and length(texts::text) <= 400000 and length(noted::text) <= 400000
        and report_year between 2000 and 2200
        and cardinality(mandates) <= 40 and cardinality(events_out) <= 1000);