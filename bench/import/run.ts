import { aCase, aSession } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import type { Actor } from "@/lib/auth/actor";
import { findActor } from "@/lib/auth/find-actor";
import { bringSheet, carryOutImport, chooseMeanings, undoImport } from "@/lib/imports/commands";
import { noChoices } from "@/lib/imports/import";
import { readDraft } from "@/lib/imports/queries";
import { largeList } from "@/lib/imports/testing/large";
import { startWorld } from "../coediting/world";
import { percentile, printFigure, rounded } from "../figures";
import { masterKey } from "../tracker/product";
import { bareCopy } from "./bare-copy";

const rows = 10_000;
const times = 3;

/**
 * Measures what a list of ten thousand rows costs: until its preview is there, as CSV and as a workbook in colours;
 * until all of it is imported, which reads the file anew, with validation, duplicates, history, rights, totals and the
 * log; of that the writing in the database alone; until it is taken back.
 * Beside it a bare COPY of the very rows that the import left, in all tables.
 */
export async function runImport(): Promise<void> {
  process.env.PLENARY_MASTER_KEY = masterKey;
  const world = await startWorld(1);
  try {
    const [lead] = world.members;
    const actor = (await findActor(lead?.secret ?? "")) as Actor;
    const session = await aSession({ id: actor.organisationId, name: "" });
    const states = await statesToName();
    const titles = Array.from({ length: Math.ceil(rows / states.length) }, (_, at) => `Case ${at}`);
    for (const title of titles) {
      const theCase = await aCase(lead as never, { visibility: "organisation" });
      await asSuperuser()`update cases set title = ${title} where id = ${theCase.id}`;
    }
    await asSuperuser()`analyze`;
    const { csv, workbook } = largeList(rows, states, (at) => titles[at] ?? "");
    const samples: Record<string, number[]> = {};
    const keep = (name: string, ms: number) => {
      samples[name] = [...(samples[name] ?? []), ms];
    };
    for (let n = 0; n <= times; n += 1) {
      for (const [name, bytes] of [
        ["preview-csv", csv],
        ["preview-workbook", workbook],
      ] as const) {
        const id = await bringSheet(actor, { source: "file", fileName: "list", bytes });
        await chooseMeanings(actor, id, { ...noChoices, sessions: { none: session } });
        const preview = await timed(() => readDraft(actor, id, { rows: 30, wantsPieces: false }));
        const { digest, set } = preview.result.preview;
        if (set !== rows) {
          throw new Error(`Of ${rows} rows, ${set} would be set.`);
        }
        let writes = 0;
        const whole = await timed(() =>
          carryOutImport(actor, id, digest, {
            onProgress: () => {
              writes ||= performance.now();
            },
          }),
        );
        const written = performance.now() - writes;
        if (whole.result.set !== rows) {
          throw new Error(`Of ${rows} rows, ${whole.result.set} were set.`);
        }
        const copied = await bareCopy(id);
        const undone = await timed(() => undoImport(actor, id));
        if (undone.result.takenBack !== rows) {
          throw new Error(`Of ${rows} rows, ${undone.result.takenBack} were taken back.`);
        }
        if (n > 0) {
          keep(name, preview.ms);
          keep(name === "preview-csv" ? "import-csv" : "import-workbook", whole.ms);
          keep("write", written);
          keep("undo", undone.ms);
          keep("copy", copied.all);
          keep("copy-commitments", copied.commitments);
        }
      }
    }
    const copy = percentile(samples.copy ?? [], 0.5);
    for (const [name, taken] of Object.entries(samples)) {
      const p50 = percentile(taken, 0.5);
      printFigure({
        suite: "import",
        name,
        rows,
        n: taken.length,
        p50: rounded(p50),
        p95: rounded(percentile(taken, 0.95)),
        unit: "ms",
        against: "copy",
        ratio: rounded(p50 / copy),
      });
    }
  } finally {
    await world.stop();
  }
}

/** The names of the States in English, but of the one that the cases concern and one that is called as two are. */
async function statesToName(): Promise<string[]> {
  const found = await asSuperuser()<{ name: string }[]>`
    select names ->> 'en' as name from states where not is_example and code not in ('CUB', 'COG') order by code`;
  return found.map(({ name }) => name);
}

async function timed<Result>(work: () => Promise<Result>) {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}
