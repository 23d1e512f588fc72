import { currentActor } from "@/lib/auth/actor";
import { countUnread } from "@/lib/notices/queries";

const headers = { "cache-control": "no-store" };

/** How many notices are unread, for the number on a page that is open already. */
export async function GET(): Promise<Response> {
  const actor = await currentActor();
  return actor
    ? Response.json({ unread: await countUnread(actor) }, { headers })
    : new Response(null, { status: 401, headers });
}
