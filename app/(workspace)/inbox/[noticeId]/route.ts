import { currentActor } from "@/lib/auth/actor";
import { openNotice } from "@/lib/notices/open";

/** Follows a notice to what it is about, and marks it as read on the way. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/inbox/[noticeId]">,
): Promise<Response> {
  const actor = await currentActor();
  const place = actor ? await openNotice(actor, (await params).noticeId) : "/sign-in?to=%2Finbox";
  return place
    ? new Response(null, {
        status: 303,
        headers: { location: place, "cache-control": "no-store" },
      })
    : new Response(null, { status: 404 });
}
