import { getTranslations } from "next-intl/server";
import { currentActor } from "@/lib/auth/actor";
import { fileAnswer, isLedFromHere } from "@/lib/briefs/file-answer";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";
import { findBrief, takeBrief } from "@/lib/briefs/written/queries";
import { findPrintableLink } from "@/lib/guests/queries";

/** A brief as a file, for one guest with the code of their own copy. It leaves a disclosure with each of its cases, so that another site's page can't set it off. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/briefs/[briefId]/file">,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 303, headers: { location: "/sign-in" } });
  }
  const { briefId } = await params;
  const asked = new URL(request.url).searchParams;
  const format = paperFormats.find((one) => one === asked.get("as")) ?? "pdf";
  const brief = isLedFromHere(request) ? await findBrief(actor, briefId) : null;
  const linkId = asked.get("link");
  const link = brief && linkId ? await findPrintableLink(actor, brief.id, linkId) : null;
  const file =
    brief && (link || !linkId) ? await takeBrief(actor, brief.id, format, link ?? undefined) : null;
  const t = await getTranslations("briefs.one.fileNameOf");
  const name = t(brief?.kind ?? "pre_session");
  return fileAnswer(file, { name, format, at: new Date(), zone: actor.timeZone });
}
