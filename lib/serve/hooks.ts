import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PROJECT } from "./data-folder";

/** Somebody of the example whom a visitor may sign in as. */
export type ExampleSignIn = { who: string; email: string; password: string };

/** What the other rooms provide to the start; each module is loaded only when its turn comes. */
type Provided = {
  "db/seeds/reference.ts": { loadReference(ownerUrl: string): Promise<unknown> };
  "lib/example/demo.ts": { loadDemo(): Promise<ExampleSignIn[]> };
  "lib/imports/old-drafts.ts": { clearOldDrafts(): Promise<void> };
  "lib/guests/old-visits.ts": { clearOldVisits(): Promise<number> };
  "lib/briefs/jobs/runner.ts": { runJobs(): Promise<void> };
  "lib/briefs/jobs/old-jobs.ts": { clearOldJobs(): Promise<number> };
  "lib/support/requests/remind.ts": { tellSupportDue(): Promise<number> };
  "lib/check-ins/miss.ts": { missCheckIns(): Promise<number> };
  "lib/shares/expiry.ts": { closeExpiredShares(): Promise<void> };
  "lib/alerts/protected-names.ts": { lookForNamesEverywhere(): Promise<void> };
  "lib/notices/mails.ts": {
    freezeUncovered(): Promise<void>;
    tellDeadlines(): Promise<void>;
    sendNoticeMails(): Promise<number>;
    clearOldNotices(): Promise<number>;
  };
  "lib/auth/set-up-link.ts": { makeSetUpLink(): Promise<string | null> };
};

/** Brings States, sessions and the public record to the program's version. */
export async function loadReferenceData(ownerUrl: string): Promise<void> {
  const module = await provided("db/seeds/reference.ts");
  await module?.loadReference(ownerUrl);
}

/** Loads the example unless it is there, and tells who can sign in. */
export async function loadExample(): Promise<ExampleSignIn[]> {
  const module = await provided("lib/example/demo.ts");
  return (await module?.loadDemo()) ?? [];
}

/** What falls due by itself, whoever looks. */
export async function closeWhatExpired(): Promise<void> {
  const module = await provided("lib/shares/expiry.ts");
  await module?.closeExpiredShares();
}

/** Check-ins that nobody recorded within their grace. */
export async function missCheckIns(): Promise<void> {
  const module = await provided("lib/check-ins/miss.ts");
  await module?.missCheckIns();
}

/** Where protected names were typed into alerts, as far as nobody has looked. */
export async function lookForTypedNames(): Promise<void> {
  const module = await provided("lib/alerts/protected-names.ts");
  await module?.lookForNamesEverywhere();
}

/** Deadlines that come near, editions whose consent ran out, and days of requests for support. */
export async function tellWhatIsDue(): Promise<void> {
  const module = await provided("lib/notices/mails.ts");
  await module?.freezeUncovered();
  await module?.tellDeadlines();
  const support = await provided("lib/support/requests/remind.ts");
  await support?.tellSupportDue();
}

/** Mails that there is news, where a mail server is configured. */
export async function sendMails(): Promise<void> {
  const module = await provided("lib/notices/mails.ts");
  await module?.sendNoticeMails();
}

/** Packs of briefs and reports that somebody asked for. */
export async function doJobs(): Promise<void> {
  const module = await provided("lib/briefs/jobs/runner.ts");
  await module?.runJobs();
}

/** Notices that are over, what is known of old mails, sheets that nobody went on with, when guests came long ago, and old jobs. */
export async function clearWhatIsOver(): Promise<void> {
  const notices = await provided("lib/notices/mails.ts");
  await notices?.clearOldNotices();
  const drafts = await provided("lib/imports/old-drafts.ts");
  await drafts?.clearOldDrafts();
  const visits = await provided("lib/guests/old-visits.ts");
  await visits?.clearOldVisits();
  const jobs = await provided("lib/briefs/jobs/old-jobs.ts");
  await jobs?.clearOldJobs();
}

/** The one-time path of the first set-up, or null once there are accounts. */
export async function findSetUpPath(): Promise<string | null> {
  const module = await provided("lib/auth/set-up-link.ts");
  return (await module?.makeSetUpLink()) ?? null;
}

async function provided<Path extends keyof Provided>(path: Path): Promise<Provided[Path] | null> {
  const file = join(PROJECT, path);
  return existsSync(file) ? import(pathToFileURL(file).href) : null;
}
