import { getTranslations } from "next-intl/server";
import { currentActor } from "@/lib/auth/actor";
import { writeCalendar } from "@/lib/sessions/calendar";
import { findSession } from "@/lib/sessions/queries";
import { milestonesOf } from "@/lib/sessions/session";

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
  const t = await getTranslations("sessions");
  const text =
    session &&
    writeCalendar(
      {
        id: session.id,
        title: t(`kind.${session.kind}`),
        dates: session,
        deadlines: milestonesOf(session).flatMap((milestone) =>
          milestone.kind === "statement_due" || milestone.kind === "advance_questions_due"
            ? [{ title: t(`calendar.${milestone.kind}`), milestone }]
            : [],
        ),
      },
      new Date(),
    );
  if (!text) {
    return new Response(null, { status: 404 });
  }
  return new Response(text, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'attachment; filename="session.ics"',
      "cache-control": "no-store",
    },
  });
}
