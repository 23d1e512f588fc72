import { findNews } from "@/lib/alerts/news";
import { currentActor } from "@/lib/auth/actor";

const headers = { "cache-control": "no-store" };

/** How an alert stands, as data, for its pages that are on the screen already. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ caseId: string; alertId: string }> },
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 401, headers });
  }
  const news = await findNews(actor, await params);
  return news ? Response.json(news, { headers }) : new Response(null, { status: 404, headers });
}
