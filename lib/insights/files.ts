import "server-only";
import { sql } from "drizzle-orm";
import { getLocale, getTranslations } from "next-intl/server";
import { asActor } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { localeByTag } from "@/lib/i18n/locales";
import { getFormats } from "@/lib/i18n/request-formats";
import { byteOrderMark, csvLines } from "@/lib/text/csv";
import { inPieces } from "@/lib/text/pieces";
import { workbookType, writeWorkbook } from "@/lib/text/workbook-file";
import type { Chart, ChartFile, ChartName, Scope } from "./chart";
import { type Drawing, withWords } from "./drawing";
import { countWithheld, readCharts } from "./queries";
import { svgFile } from "./svg-file";
import { tellCharts } from "./tell";
import type { Told } from "./telling/told";
import { listChartWords } from "./texts-queries";

/** Wide enough for a page of a report. */
const fileWidth = 880;

/**
 * A chart as a file. It calls cases by their references, never by a title, and holds no position that is for a case's
 * team alone; each case that it names keeps a note that it left (`app.take_out_chart`).
 */
export async function chartFile(
  actor: Actor,
  name: ChartName,
  scope: Scope,
  as: ChartFile,
): Promise<{ name: string; type: string; body: string | ReadableStream<Uint8Array> }> {
  const today = dayInZone(new Date(), actor.timeZone);
  const charts = await readCharts(actor, scope, [name], { toLeave: true });
  const [told] = await tellCharts(charts, { scope, today });
  const [chart] = charts;
  if (!told || !chart) {
    throw new Error("A chart was asked for and none was made.");
  }
  await takeOut(actor, casesIn(chart, scope), as);
  const notes = await notesOf(actor, scope, told, today);
  return {
    name: `${name}-${today}.${as}`,
    ...(await {
      csv: async () => ({ type: "text/csv; charset=utf-8", body: csv(told, notes) }),
      xlsx: async () => ({ type: workbookType, body: await workbook(told, notes) }),
      svg: async () => {
        const words = (await listChartWords(actor, scope, charts)).get(name);
        return {
          type: "image/svg+xml; charset=utf-8",
          body: svg(told, notes, words?.written ?? told.alt, await getLocale()),
        };
      },
    }[as]()),
  };
}

/** What a file is narrowed to, how it was counted, what it leaves out and of which day it is. */
async function notesOf(
  actor: Actor,
  scope: Scope,
  { rules }: Told,
  today: string,
): Promise<string[]> {
  const [t, formats] = [await getTranslations("insights"), await getFormats()];
  const withheld = await countWithheld(actor, scope);
  const narrowed = [scope.session?.title, scope.case?.reference].filter((one) => one !== undefined);
  return [
    ...(narrowed.length > 0 ? [t("narrowed", { what: formats.list(narrowed) })] : []),
    ...rules,
    ...(withheld.n > 0
      ? [t("rule.withheld", { count: withheld.n, more: String(withheld.atLeast) })]
      : []),
    t("rule.counted"),
    t("asOf", { day: formats.day(today) }),
  ];
}

/** The figures first, so that a program reads them; what was found and how it was counted after an empty line. */
function csv({ finding, columns, rows, file }: Told, notes: readonly string[]): string {
  const table = file ?? { columns, rows };
  return (
    byteOrderMark +
    csvLines([
      table.columns.map(({ label }) => label),
      ...table.rows.map(({ cells }) => cells.map(({ text }) => text)),
      [""],
      [finding],
      ...notes.map((note) => [note]),
    ])
  );
}

/** The figures alone on the first sheet, as numbers and days; what was found and how it was counted on the second. */
async function workbook(
  { about, finding, columns, rows, file }: Told,
  notes: readonly string[],
): Promise<ReadableStream<Uint8Array>> {
  const t = await getTranslations("insights");
  const table = file ?? { columns, rows };
  return inPieces(
    writeWorkbook(
      [
        {
          name: about,
          header: table.columns.map(({ label }) => label),
          rows: table.rows.map(({ cells }) => cells.map(({ text, is }) => is ?? text)),
        },
        { name: t("download.counted"), rows: [[finding], ...notes.map((note) => [note])] },
      ],
      { isRightToLeft: localeByTag(await getLocale()).direction === "rtl" },
    ),
  );
}

function svg(told: Told, notes: readonly string[], alt: string, locale: string): string {
  const empty: Drawing = { width: fileWidth, height: 0, shapes: [] };
  const drawing = withWords(told.draw?.(fileWidth) ?? empty, {
    title: told.finding,
    about: told.about,
    notes,
  });
  const { tag, direction } = localeByTag(locale);
  return svgFile(drawing, {
    title: told.finding,
    description: alt,
    language: tag,
    isRightToLeft: direction === "rtl",
  });
}

function casesIn(chart: Chart, scope: Scope): string[] {
  const listed =
    chart.name === "stage-ladder" || chart.name === "quiet-cases"
      ? chart.of.cases.map(({ case: { id } }) => id)
      : [];
  return [...new Set([...listed, ...(scope.case ? [scope.case.id] : [])])];
}

async function takeOut(actor: Actor, cases: readonly string[], as: ChartFile): Promise<void> {
  if (cases.length > 0) {
    await asActor(actor, (tx) =>
      tx.execute(sql`select from app.take_out_chart(${`{${cases.join(",")}}`}::uuid[], ${as})`),
    );
  }
}
