import { getTranslations } from "next-intl/server";
import { currentActor } from "@/lib/auth/actor";
import { takeReport } from "@/lib/briefs/accountability/queries";
import { fileAnswer, isLedFromHere } from "@/lib/briefs/file-answer";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";
import { canExportCommitments } from "@/lib/commitments/permissions";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";
import { findSession } from "@/lib/sessions/queries";

/** The account of a session on paper. It leaves a disclosure with each case, so that another site's page can't set it off. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/sessions/[sessionId]/after/report">,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 303, headers: { location: "/sign-in" } });
  }
  const mayLeave = canExportCommitments(actor) && isLedFromHere(request);
  const session = mayLeave ? await findSession(actor, (await params).sessionId) : null;
  const asked = new URL(request.url).searchParams;
  const format = paperFormats.find((one) => one === asked.get("as")) ?? "pdf";
  const language = paperLanguageOf(asked.get("in") ?? actor.locale);
  const at = new Date();
  const file = session && (await takeReport(actor, session, { format, language, at }));
  const t = await getTranslations("afterwards.report");
  return fileAnswer(file, { name: t("fileName"), format, at, zone: actor.timeZone });
}
