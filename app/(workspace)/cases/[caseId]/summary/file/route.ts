import { getTranslations } from "next-intl/server";
import { currentActor } from "@/lib/auth/actor";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";
import { paperTypes } from "@/lib/briefs/paper/outputs";
import { takeSummary } from "@/lib/briefs/summary/queries";
import { looksLikeId } from "@/lib/cases/case";
import { dayInZone } from "@/lib/i18n/format";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";

/**
 * The summary of a case as a file. It leaves a disclosure with the case, so that another site's page can't set it off:
 * a browser says from where it was led here.
 */
export async function GET(
  request: Request,
  { params }: RouteContext<"/cases/[caseId]/summary/file">,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 303, headers: { location: "/sign-in" } });
  }
  const { caseId } = await params;
  const from = request.headers.get("sec-fetch-site") ?? "none";
  const asked = new URL(request.url).searchParams;
  const format = paperFormats.find((one) => one === asked.get("as")) ?? "pdf";
  const language = paperLanguageOf(asked.get("in") ?? actor.locale);
  const now = new Date();
  const file =
    ["same-origin", "none"].includes(from) && looksLikeId(caseId)
      ? await takeSummary(actor, caseId, { format, language, at: now })
      : null;
  if (!file) {
    return new Response(null, { status: 404 });
  }
  const t = await getTranslations("papers.summary");
  return new Response(new Uint8Array(file), {
    headers: {
      "content-type": paperTypes[format],
      // The name tells the day and nothing of what is inside.
      "content-disposition": `attachment; filename="${t("fileName")}-${dayInZone(now, actor.timeZone)}.${format}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
