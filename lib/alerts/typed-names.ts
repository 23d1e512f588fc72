import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { PartName } from "./part-names";
import type { NamesInVersion } from "./shown";

/** A protected name that stands in the words of a section: whose it is, and the words as they were typed. */
export interface TypedWords {
  section: PartName;
  id: string;
  words: string;
}

interface Row extends Record<string, unknown> {
  text_id: string | null;
  version_id: string | null;
  section: PartName | null;
  names: { id: string; words: string }[] | object | null;
  stays: boolean;
  taken_out_at: string | null;
}

const rowsOf = (tx: Tx, alertId: string) =>
  tx.execute<Row>(sql`select * from app.names_typed_in(${alertId}::uuid)`);

/** Names typed into one text. Nobody outside the team gets any, whether there are some or not. */
export async function typedWordsIn(tx: Tx, alertId: string, textId: string): Promise<TypedWords[]> {
  return [...(await rowsOf(tx, alertId))].flatMap(({ text_id, section, names }) =>
    text_id === textId && section && Array.isArray(names)
      ? names.map(({ id, words }: { id: string; words: string }) => ({ section, id, words }))
      : [],
  );
}

/** In which sections of an alert's texts one stands; in none for whoever may not know the names. */
export async function sectionsWithTypedNames(
  tx: Tx,
  alertId: string,
): Promise<{ textId: string; section: PartName }[]> {
  return [...(await rowsOf(tx, alertId))].flatMap(({ text_id: textId, section }) =>
    textId && section ? [{ textId, section }] : [],
  );
}

/** Whether one stands in any of an alert's texts. To whoever may not know the names there is none. */
export async function holdsTypedName(tx: Tx, alertId: string): Promise<boolean> {
  return [...(await rowsOf(tx, alertId))].some(({ text_id }) => text_id !== null);
}

/** The same of an alert's kept versions. */
export async function namesInVersions(tx: Tx, alertId: string): Promise<NamesInVersion[]> {
  return [...(await rowsOf(tx, alertId))].flatMap(({ version_id, names, stays, taken_out_at }) =>
    version_id
      ? [
          {
            versionId: version_id,
            holdsName: names !== null,
            stays,
            takenOutAt: taken_out_at === null ? null : new Date(taken_out_at),
          },
        ]
      : [],
  );
}
