import { getTranslations } from "next-intl/server";
import { currentActor } from "@/lib/auth/actor";
import { fileAnswer, isLedFromHere } from "@/lib/briefs/file-answer";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";
import { takeBrief } from "@/lib/briefs/pre-session/queries";
import { looksLikeId } from "@/lib/cases/case";

/** A brief as a file. It leaves a disclosure with each of its cases, so that another site's page can't set it off. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/briefs/[briefId]/file">,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 303, headers: { location: "/sign-in" } });
  }
  const { briefId } = await params;
  const asked = new URL(request.url).searchParams.get("as");
  const format = paperFormats.find((one) => one === asked) ?? "pdf";
  const file =
    isLedFromHere(request) && looksLikeId(briefId) ? await takeBrief(actor, briefId, format) : null;
  const t = await getTranslations("briefs.one");
  return fileAnswer(file, { name: t("fileName"), format, at: new Date(), zone: actor.timeZone });
}
