import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { wallClock } from "@/lib/sessions/place-time";
import type { Step } from "./check-in";
import { readCheckIn } from "./commands";
import type { CheckInDetails } from "./details";
import { findCheckIn } from "./queries";
import { mostMoments } from "./rhythms";

/** Agreed check-ins as the form in which they are changed begins with them; null where there are none to change. */
export async function findBegun(actor: Actor, caseId: string, checkInId: string) {
  const agreed = await findCheckIn(actor, caseId, checkInId);
  if (!agreed || agreed.endedAt) {
    return null;
  }
  const details = await readCheckIn(actor, { caseId, checkInId });
  return {
    insteadOf: agreed.id,
    begun: begunWith(agreed, details, new Date()),
    /** By the number of a step, who did it and has left the team. */
    departed: Object.fromEntries(
      agreed.steps
        .filter(({ hasLeft }) => hasLeft)
        .map(({ position, memberName }) => [position, memberName ?? ""]),
    ) as Record<number, string>,
  };
}

/** The fields as they begin; what has passed is left out. */
function begunWith(
  agreed: {
    defenderId: string;
    zone: string;
    weekdays: readonly number[];
    timeOfDay: string | null;
    firstOn: string | null;
    lastOn: string | null;
    moments: readonly Date[];
    graceMinutes: number;
    steps: readonly Step[];
  },
  details: CheckInDetails,
  now: Date,
): Record<string, string> {
  const { zone, weekdays, moments, steps } = agreed;
  const today = wallClock(now, zone).slice(0, 10);
  const ahead = (day: string | null) => (day && day >= today ? day : "");
  const rhythm = moments.length > 0 ? "moments" : weekdays.length === 7 ? "daily" : "weekdays";
  const fields: Record<string, string> = {
    defenderId: agreed.defenderId,
    contact: details.contact,
    channel: details.channel,
    allRight: details.allRight,
    rhythm,
    weekdays: rhythm === "weekdays" ? weekdays.join(",") : "",
    timeOfDay: agreed.timeOfDay?.slice(0, 5) ?? "",
    zone,
    firstOn: ahead(agreed.firstOn),
    lastOn: ahead(agreed.lastOn),
    graceMinutes: String(agreed.graceMinutes),
  };
  const toCome = moments.filter((moment) => moment > now).slice(0, mostMoments);
  for (const [at, moment] of toCome.entries()) {
    fields[`moment${at + 1}`] = wallClock(moment, zone);
  }
  for (const { position: n, ...step } of steps) {
    const { who = "", words = "" } = details.steps[n - 1] ?? {};
    fields[`member${n}`] = step.hasLeft ? "" : (step.memberId ?? "");
    fields[`who${n}`] = who;
    fields[`words${n}`] = words;
    fields[`state${n}`] = step.stateCode ?? "";
    fields[`alert${n}`] = step.alertId ?? "";
    fields[`after${n}`] = String(step.afterMinutes);
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
}
