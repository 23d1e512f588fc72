import { currentActor } from "@/lib/auth/actor";
import { takeStep } from "@/lib/room/actions";
import { findRoom } from "@/lib/room/queries";
import { findSession } from "@/lib/sessions/queries";
import { answerSignedOut } from "@/lib/waiting/signed-out";

const headers = { "cache-control": "no-store" };

/** The room as it stands, for a page that heard of a change. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/sessions/[sessionId]/room/rows">,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return answerSignedOut();
  }
  const session = await findSession(actor, (await params).sessionId);
  return session
    ? Response.json(await findRoom(actor, session), { headers })
    : new Response(null, { status: 404, headers });
}

/**
 * One step in the room, what came of it, and the room as it stands after it. The same action as the forms', without a
 * page around the answer. Other origins are turned away before any route is reached, and only JSON is read, which no form of another
 * site can send.
 */
export async function POST(
  request: Request,
  { params }: RouteContext<"/sessions/[sessionId]/room/rows">,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return answerSignedOut();
  }
  const session = await findSession(actor, (await params).sessionId);
  if (!session) {
    return new Response(null, { status: 404, headers });
  }
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    return new Response(null, { status: 415, headers });
  }
  const sent: unknown = await request.json().catch(() => null);
  if (typeof sent !== "object" || sent === null) {
    return new Response(null, { status: 400, headers });
  }
  // The action checks what it is given.
  const state = await takeStep({ status: "idle" }, {
    ...sent,
    sessionId: session.id,
  } as never);
  const refused =
    state.status === "refused"
      ? state.messageKey
      : state.status === "invalid"
        ? (Object.values(state.fields)[0] ?? "refusals.rule")
        : null;
  const { met, put } = state.status === "done" ? state.result : { met: null, put: null };
  return Response.json({ refused, met, put, room: await findRoom(actor, session) }, { headers });
}
