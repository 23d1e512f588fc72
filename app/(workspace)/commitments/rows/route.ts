import { currentActor } from "@/lib/auth/actor";
import { listCommitments, viewFrom } from "@/lib/commitments/queries";

const headers = { "cache-control": "no-store" };

/** A page of commitments as data, for a table that is on the screen already. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 401, headers });
  }
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const view = await viewFrom(actor, params);
  return Response.json(await listCommitments(actor, view), { headers });
}
