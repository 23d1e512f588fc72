ALTER TABLE "referrals" ADD COLUMN "language" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "a_known_referral_language" CHECK (language is null or language in ('ar', 'en', 'es', 'fr', 'ru', 'zh'));--> statement-breakpoint
grant select (language) on referrals to plenary_app;
