import { currentActor } from "@/lib/auth/actor";
import { findCommitment, findLastChange } from "@/lib/commitments/detail-queries";

const headers = { "cache-control": "no-store" };

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The history of one commitment, beside the table or the matrix. None, and not allowed, look the same. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 401, headers });
  }
  const id = new URL(request.url).searchParams.get("id") ?? "";
  const commitment = uuid.test(id) ? await findCommitment(actor, id) : null;
  return commitment
    ? Response.json(
        { commitment, by: await findLastChange(actor, id), timeZone: actor.timeZone },
        { headers },
      )
    : new Response(null, { status: 404, headers });
}
