import { getTranslations } from "next-intl/server";
import { currentActor } from "@/lib/auth/actor";
import { fileAnswer, isLedFromHere } from "@/lib/briefs/file-answer";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";
import { takeSubmission } from "@/lib/submissions/queries";

/** A submission as a file. It leaves a disclosure with its case, so that another site's page can't set it off. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/cases/[caseId]/submissions/[submissionId]/file">,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 303, headers: { location: "/sign-in" } });
  }
  const { caseId, submissionId } = await params;
  const asked = new URL(request.url).searchParams.get("as");
  const format = paperFormats.find((one) => one === asked) ?? "pdf";
  const file = isLedFromHere(request)
    ? await takeSubmission(actor, caseId, submissionId, format)
    : null;
  const t = await getTranslations("submissions.one");
  return fileAnswer(file, { name: t("fileName"), format, at: new Date(), zone: actor.timeZone });
}
