import { markOfAlerts } from "@/lib/alerts/news";
import { currentActor } from "@/lib/auth/actor";

const headers = { "cache-control": "no-store" };

/** A mark of how the alerts of a case stand, for a list of them that is on the screen already. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ caseId: string }> },
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 401, headers });
  }
  const mark = await markOfAlerts(actor, (await params).caseId);
  return mark === null
    ? new Response(null, { status: 404, headers })
    : Response.json({ mark }, { headers });
}
