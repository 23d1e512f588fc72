import { accountFile } from "@/lib/afterwards/account-file";
import { accountWords } from "@/lib/afterwards/account-words";
import { currentActor } from "@/lib/auth/actor";
import { canExportCommitments } from "@/lib/commitments/permissions";
import { dayInZone } from "@/lib/i18n/format";
import { findSession } from "@/lib/sessions/queries";
import { byteOrderMark } from "@/lib/text/csv";

/**
 * The account as a file. It leaves a disclosure with each case, so that another site's page can't set it off: a browser
 * says from where it was led here.
 */
export async function GET(
  request: Request,
  { params }: RouteContext<"/sessions/[sessionId]/after/csv">,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 303, headers: { location: "/sign-in" } });
  }
  const from = request.headers.get("sec-fetch-site") ?? "none";
  const mayLeave = canExportCommitments(actor) && ["same-origin", "none"].includes(from);
  const session = mayLeave ? await findSession(actor, (await params).sessionId) : null;
  if (!session) {
    return new Response(null, { status: 404 });
  }
  const words = await accountWords(actor, session);
  const file = await accountFile(actor, session.id, words);
  return new Response(byteOrderMark + file, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      // The name tells the day and nothing of what is inside.
      "content-disposition": `attachment; filename="${words.fileName}-${dayInZone(new Date(), actor.timeZone)}.csv"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
