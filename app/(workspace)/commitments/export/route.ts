import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/lib/auth/actor";
import { shownStage } from "@/lib/commitments/commitment";
import { type ExportWords, exportCommitments, type ListFile } from "@/lib/commitments/export";
import { canExportCommitments } from "@/lib/commitments/permissions";
import { todayOf, viewFrom } from "@/lib/commitments/queries";
import { localeByTag } from "@/lib/i18n/locales";
import { getFormats } from "@/lib/i18n/request-formats";
import { csvPieces } from "@/lib/text/csv";
import { inPieces } from "@/lib/text/pieces";
import { workbookType, writeWorkbook } from "@/lib/text/workbook-file";

/**
 * The list as filtered, as a file. A post, since it leaves a disclosure with each case: no link or image of another
 * site can set it off, and other origins are turned away before any route is reached.
 */
export async function POST(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 303, headers: { location: "/sign-in" } });
  }
  if (!canExportCommitments(actor)) {
    return new Response(null, { status: 404 });
  }
  const sent = await request.formData().catch(() => new FormData());
  const query = new URLSearchParams(String(sent.get("query") ?? ""));
  const view = await viewFrom(actor, Object.fromEntries(query));
  const [t, stage, formats] = [
    await getTranslations("commitments"),
    await getTranslations("stages.label"),
    await getFormats(),
  ];
  const as: ListFile = sent.get("as") === "xlsx" ? "xlsx" : "csv";
  const words: ExportWords = {
    column: (name) => t(`csv.${name}`),
    stage: (row) => stage(shownStage(row)),
    forum: (row) => t(`forum.${row.forum}`),
    naming: (naming) => t(`naming.${naming}`),
    word: (row) =>
      row.word ? t("cell.wordShort", { word: row.word, meaning: t(`word.${row.word}`) }) : "",
    modality: (row) => (row.modality ? t(`modality.${row.modality}`) : ""),
    confidentiality: (row) => t(`confidentiality.${row.confidentiality}`),
    closed: (row) => (row.closedAs ? t(`closed.${row.closedAs}`) : ""),
    leftOut: (texts) => formats.list(texts.map((text) => t(`export.text.${text}`))),
  };
  const table = await exportCommitments(actor, view, words, as);
  const pieces =
    as === "csv"
      ? csvPieces(table)
      : writeWorkbook([{ name: t("export.sheet"), ...table }], {
          isRightToLeft: localeByTag(await getLocale()).direction === "rtl",
        });
  return new Response(inPieces(pieces), {
    headers: {
      "content-type": as === "csv" ? "text/csv; charset=utf-8" : workbookType,
      // The name tells the day and nothing of what is inside.
      "content-disposition": `attachment; filename="${t("export.fileName")}-${todayOf(actor)}.${as}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
