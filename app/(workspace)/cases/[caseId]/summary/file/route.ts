import { getTranslations } from "next-intl/server";
import { currentActor } from "@/lib/auth/actor";
import { fileAnswer, isLedFromHere } from "@/lib/briefs/file-answer";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";
import { takeSummary } from "@/lib/briefs/summary/queries";
import { looksLikeId } from "@/lib/cases/case";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";

/**
 * The summary of a case as a file. It leaves a disclosure with the case, so that another site's page can't set it off.
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
  const asked = new URL(request.url).searchParams;
  const format = paperFormats.find((one) => one === asked.get("as")) ?? "pdf";
  const language = paperLanguageOf(asked.get("in") ?? actor.locale);
  const at = new Date();
  const file =
    isLedFromHere(request) && looksLikeId(caseId)
      ? await takeSummary(actor, caseId, { format, language, at })
      : null;
  const t = await getTranslations("papers.summary");
  return fileAnswer(file, { name: t("fileName"), format, at, zone: actor.timeZone });
}
