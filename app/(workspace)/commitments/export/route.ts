import { getTranslations } from "next-intl/server";
import { currentActor } from "@/lib/auth/actor";
import { shownStage } from "@/lib/commitments/commitment";
import { exportCommitments } from "@/lib/commitments/export";
import { canExportCommitments } from "@/lib/commitments/permissions";
import { todayOf, viewFrom } from "@/lib/commitments/queries";

const byteOrderMark = "\ufeff";

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
  const [t, stage] = [await getTranslations("commitments"), await getTranslations("stages.label")];
  const { lines } = await exportCommitments(actor, view, {
    column: (name) => t(`csv.${name}`),
    stage: (row) => stage(shownStage(row)),
    forum: (row) => t(`forum.${row.forum}`),
    naming: (naming) => t(`naming.${naming}`),
    word: (row) =>
      row.word ? t("cell.wordShort", { word: row.word, meaning: t(`word.${row.word}`) }) : "",
    modality: (row) => (row.modality ? t(`modality.${row.modality}`) : ""),
    confidentiality: (row) => t(`confidentiality.${row.confidentiality}`),
    closed: (row) => (row.closedAs ? t(`closed.${row.closedAs}`) : ""),
  });
  const encoder = new TextEncoder();
  const parts = [byteOrderMark, ...lines].values();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = parts.next();
      if (done) {
        controller.close();
      } else {
        controller.enqueue(encoder.encode(value));
      }
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      // The name tells the day and nothing of what is inside.
      "content-disposition": `attachment; filename="${t("export.fileName")}-${todayOf(actor)}.csv"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
