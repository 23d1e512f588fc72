import "server-only";
import { sql } from "drizzle-orm";
import type { LanguageText, TextNode } from "@/db/schema";
import type { Wholes } from "./typing-error";

/*
 * The words of parts and versions are read through the database's functions alone, which put the label where somebody
 * typed a protected name that the reader may not know. The columns themselves are not the application's to read.
 */

/** A part's content as this actor reads it; in queries of alert_parts. */
export const partContent = sql<TextNode>`app.read_part(alert_parts.text_id, alert_parts.section)`;

/** What stands of it: without comments, and without what nobody accepted. */
export const standingContent = sql<TextNode | null>`app.what_stands(app.read_part(alert_parts.text_id, alert_parts.section))`;

/** The words of it. */
export const partWords = sql<string>`app.read_words(alert_parts.text_id, alert_parts.section)`;

/** Its words with every typed name covered, the same for every reader: what translations are compared by. */
export const coveredWords = sql<string>`app.covered_words(alert_parts.text_id, alert_parts.section)`;

/** What stands of a version; in queries of alert_versions. */
export const standingVersion = sql<Wholes>`app.what_stands(app.read_version(alert_versions.id))`;

/** A version's content as this actor reads it; in queries of alert_versions. */
export const versionContent = sql<
  Record<string, LanguageText>
>`app.read_version(alert_versions.id)`;
