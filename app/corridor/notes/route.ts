import { currentActor } from "@/lib/auth/actor";
import { keepQueuedNote, undoNote } from "@/lib/corridor/actions";
import { answerSignedOut } from "@/lib/waiting/signed-out";

const headers = { "cache-control": "no-store" };

/**
 * One note that waited on a device, or the wish to take one back: the same actions as the forms', without a page
 * around the answer. Other origins are turned away before any route is reached, and only JSON is read.
 */
export async function POST(request: Request): Promise<Response> {
  if (!(await currentActor())) {
    return answerSignedOut();
  }
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    return new Response(null, { status: 415, headers });
  }
  const sent: unknown = await request.json().catch(() => null);
  if (typeof sent !== "object" || sent === null) {
    return new Response(null, { status: 400, headers });
  }
  // Each action checks what it is given.
  const state =
    "undo" in sent
      ? await undoNote({ status: "idle" }, sent as never)
      : await keepQueuedNote({ status: "idle" }, sent as never);
  if (state.status === "done") {
    return Response.json({ kind: "done", result: state.result }, { headers });
  }
  return Response.json(
    {
      kind: "refused",
      messageKey: state.status === "refused" ? state.messageKey : "refusals.rule",
    },
    { headers },
  );
}
