import { readBeside } from "@/lib/alerts/desk-queries";
import { currentActor } from "@/lib/auth/actor";

const headers = { "cache-control": "no-store" };

/** What stands beside a text, as data, for a desk that is on the screen already. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 401, headers });
  }
  const asked = new URL(request.url).searchParams;
  const beside = await readBeside(actor, asked.get("text") ?? "", asked.get("audience"));
  return beside ? Response.json(beside, { headers }) : new Response(null, { status: 404, headers });
}
