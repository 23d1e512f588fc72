import type { ActionState } from "@/lib/action";
import { currentActor } from "@/lib/auth/actor";
import { changeCommitment, changeStages, setCell, undoChange } from "@/lib/commitments/actions";

const headers = { "cache-control": "no-store" };

/**
 * One change from the tracker. The same actions as the forms', without a page around the answer. Other origins are
 * turned away before any route is reached, and only JSON is read, which no form of another site can send.
 */
export async function POST(request: Request): Promise<Response> {
  if (!(await currentActor())) {
    return new Response(null, { status: 401, headers });
  }
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    return new Response(null, { status: 415, headers });
  }
  const sent: unknown = await request.json().catch(() => null);
  const state = await carryOut(sent);
  if (state === null || state.status === "invalid" || state.status === "idle") {
    return new Response(null, { status: 400, headers });
  }
  return Response.json(answerOf(state), { headers });
}

const idle = { status: "idle" } as const;

async function carryOut(sent: unknown): Promise<ActionState | null> {
  if (typeof sent !== "object" || sent === null || !("kind" in sent)) {
    return null;
  }
  // Each action checks what it is given.
  const input = sent as never;
  switch (sent.kind) {
    case "change":
      return changeCommitment(idle, input);
    case "set":
      return setCell(idle, input);
    case "undo":
      return undoChange(idle, input);
    case "stages":
      return changeStages(idle, input);
    default:
      return null;
  }
}

function answerOf(state: Exclude<ActionState, { status: "idle" | "invalid" }>): unknown {
  if (state.status === "refused") {
    return { outcome: "refused", messageKey: state.messageKey };
  }
  const result = state.result as object;
  return "events" in result ? { outcome: "several", ...result } : result;
}
