import type { ActionState } from "@/lib/action";
import { currentActor } from "@/lib/auth/actor";
import { changeCommitment, setCell, undoChange } from "@/lib/commitments/actions";

const headers = { "cache-control": "no-store" };

/** What the browser sends at once at most; a larger bulk comes in several. */
const mostChanges = 50;

/**
 * Changes from the tracker, each for itself and in their order: one that is refused takes no other with it. The same
 * actions as the forms', without a page around the answers. Other origins are turned away before any route is reached,
 * and only JSON is read, which no form of another site can send.
 */
export async function POST(request: Request): Promise<Response> {
  if (!(await currentActor())) {
    return new Response(null, { status: 401, headers });
  }
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    return new Response(null, { status: 415, headers });
  }
  const sent: unknown = await request.json().catch(() => null);
  if (!Array.isArray(sent) || sent.length === 0 || sent.length > mostChanges) {
    return new Response(null, { status: 400, headers });
  }
  const answers: unknown[] = [];
  for (const one of sent) {
    answers.push(await answerTo(one));
  }
  return Response.json(answers, { headers });
}

async function answerTo(sent: unknown): Promise<unknown> {
  try {
    const state = await carryOut(sent);
    return state?.status === "done" ? state.result : { outcome: "refused", ...reasonOf(state) };
  } catch (error) {
    // What was saved before this one is saved, and must be told; this one is not known to be.
    console.error("A change of the tracker failed.", error);
    return { outcome: "failed" };
  }
}

/** Why, and of which field where what came in is not what it holds. */
function reasonOf(state: ActionState | null): { messageKey: string; field?: string } {
  if (state?.status === "refused") {
    return { messageKey: state.messageKey };
  }
  const [path, messageKey] =
    state?.status === "invalid" ? (Object.entries(state.fields)[0] ?? []) : [];
  const field = path?.startsWith("changes.") ? path.slice("changes.".length) : undefined;
  return { messageKey: messageKey ?? "refusals.rule", ...(field && { field }) };
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
    default:
      return null;
  }
}
