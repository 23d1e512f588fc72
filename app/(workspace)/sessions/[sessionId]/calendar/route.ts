import { currentActor } from "@/lib/auth/actor";
import { writeCalendar } from "@/lib/calendar/ics";
import { sessionEntries } from "@/lib/calendar/session-entries";
import { calendarWords } from "@/lib/calendar/words";
import { findPlan } from "@/lib/deadlines/queries";
import { findSession } from "@/lib/sessions/queries";
import { precisionOf } from "@/lib/sessions/session";

/** The session for somebody's own calendar: its kind and its time. Without a day there is nothing to give. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/sessions/[sessionId]/calendar">,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) {
    return new Response(null, { status: 401 });
  }
  const session = await findSession(actor, (await params).sessionId);
  if (!session || precisionOf(session) !== "day") {
    return new Response(null, { status: 404 });
  }
  const { changes } = await findPlan(actor, session.id);
  const words = calendarWords(actor.locale);
  const entries = sessionEntries(session, changes, words);
  return new Response(writeCalendar({ name: words.name, entries }, new Date()), {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'attachment; filename="session.ics"',
      "cache-control": "no-store",
    },
  });
}
