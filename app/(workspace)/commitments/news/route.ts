import { currentActor } from "@/lib/auth/actor";
import { listMoved } from "@/lib/commitments/news-queries";
import { viewFrom } from "@/lib/commitments/queries";

const headers = { "cache-control": "no-store" };

/** What others changed since a list was read, for a list that is on the screen already: ids and versions, no contents. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 401, headers });
  }
  const { since, ...params } = Object.fromEntries(new URL(request.url).searchParams);
  const moment = new Date(since ?? "");
  if (Number.isNaN(moment.getTime())) {
    return new Response(null, { status: 400, headers });
  }
  const view = await viewFrom(actor, params);
  return Response.json(await listMoved(actor, view, moment.toISOString()), { headers });
}
