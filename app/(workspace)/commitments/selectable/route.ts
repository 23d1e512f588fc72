import { currentActor } from "@/lib/auth/actor";
import { listSelectable, viewFrom } from "@/lib/commitments/queries";

const headers = { "cache-control": "no-store" };

/** The rows of all pages of a list that may be selected at once, for a table that is on the screen already. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 401, headers });
  }
  const params = Object.fromEntries(new URL(request.url).searchParams);
  return Response.json(await listSelectable(actor, await viewFrom(actor, params)), { headers });
}
