import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { asActor } from "@/db/client";
import type { CheckInAnswer } from "@/db/reference/support-words";
import {
  alerts,
  checkInIncidents,
  checkInSteps,
  checkIns,
  checkInTicks,
  checkInTimes,
  defenders,
  memberships,
  people,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";

/** What was heard last since a search began, whatever it began with. */
export interface LastKnown {
  answer: CheckInAnswer;
  heardAt: Date;
}

const lastKnown = (incident: "check_in_incidents" | "i") =>
  sql<{
    answer: CheckInAnswer;
    heardAt: string;
  } | null>`(select jsonb_build_object('answer', t.answer, 'heardAt', t.heard_at)
    from check_in_times t where t.check_in_id = ${sql.raw(incident)}.check_in_id and t.answer is not null
      and (t.id = ${sql.raw(incident)}.time_id or t.recorded_at >= ${sql.raw(incident)}.opened_at)
    order by t.recorded_at desc limit 1)`;

const known = (last: { answer: CheckInAnswer; heardAt: string } | null): LastKnown | null =>
  last && { answer: last.answer, heardAt: new Date(last.heardAt) };

const listed = {
  defenderId: checkIns.defenderId,
  id: checkIns.id,
  caseId: checkIns.caseId,
  publicLabel: defenders.publicLabel,
  zone: checkIns.zone,
  weekdays: checkIns.weekdays,
  timeOfDay: checkIns.timeOfDay,
  firstOn: checkIns.firstOn,
  lastOn: checkIns.lastOn,
  moments: checkIns.moments,
  graceMinutes: checkIns.graceMinutes,
  agreedAt: checkIns.agreedAt,
  endedAt: checkIns.endedAt,
  // Spelled out: Drizzle drops the table's name from columns inside a sub-select.
  nextDueAt: sql<string | null>`(select min(t.due_at) from check_in_times t
    where t.check_in_id = check_ins.id and t.answer is null and t.missed_at is null)`,
  isMissed: sql<boolean>`exists (select 1 from check_in_incidents i
    where i.check_in_id = check_ins.id and i.ended_at is null)`,
  last: sql<{
    answer: CheckInAnswer;
    heardAt: string;
  } | null>`(select ${lastKnown("i")} from check_in_incidents i
    where i.check_in_id = check_ins.id and i.ended_at is null)`,
};

/** What was agreed on in a case: whoever is missed first, what has ended last. Nothing for whoever is not in its team. */
export async function listCheckIns(actor: Actor, caseId: string) {
  const rows = await asActor(
    actor,
    (tx) =>
      tx
        .select(listed)
        .from(checkIns)
        .innerJoin(defenders, eq(defenders.id, checkIns.defenderId))
        .where(eq(checkIns.caseId, caseId))
        .orderBy(desc(listed.isMissed), sql`ended_at is not null`, asc(checkIns.agreedAt)),
    { readOnly: true },
  );
  return rows.map(withDates);
}

type Raw = {
  nextDueAt: string | null;
  last: { answer: CheckInAnswer; heardAt: string } | null;
};

const withDates = <Row extends Raw>(row: Row) => ({
  ...row,
  last: known(row.last),
  nextDueAt: row.nextDueAt ? new Date(row.nextDueAt) : null,
});

const shownTimes = 20;
const shownAhead = 3;

/** One check-in with its steps, what was heard and what was done; null where it is not there or not the actor's team's. */
export async function findCheckIn(actor: Actor, caseId: string, checkInId: string) {
  if (!looksLikeId(checkInId)) {
    return null;
  }
  return asActor(
    actor,
    async (tx) => {
      const [row] = await tx
        .select({ ...listed, agreedBy: people.name })
        .from(checkIns)
        .innerJoin(defenders, eq(defenders.id, checkIns.defenderId))
        .leftJoin(memberships, eq(memberships.id, checkIns.agreedBy))
        .leftJoin(people, eq(people.id, memberships.personId))
        .where(and(eq(checkIns.caseId, caseId), eq(checkIns.id, checkInId)));
      if (!row) {
        return null;
      }
      const steps = await tx
        .select({
          position: checkInSteps.position,
          kind: checkInSteps.kind,
          afterMinutes: checkInSteps.afterMinutes,
          memberId: checkInSteps.memberId,
          memberName: people.name,
          hasLeft: sql<boolean>`check_in_steps.member_id is not null and not exists (select 1 from case_team m
            where m.case_id = check_in_steps.case_id and m.membership_id = check_in_steps.member_id)`,
          stateCode: checkInSteps.stateCode,
          alertId: checkInSteps.alertId,
          alertNumber: alerts.number,
        })
        .from(checkInSteps)
        .leftJoin(memberships, eq(memberships.id, checkInSteps.memberId))
        .leftJoin(people, eq(people.id, memberships.personId))
        .leftJoin(alerts, eq(alerts.id, checkInSteps.alertId))
        .where(eq(checkInSteps.checkInId, checkInId))
        .orderBy(asc(checkInSteps.position));
      const timeColumns = {
        id: checkInTimes.id,
        dueAt: checkInTimes.dueAt,
        missedAfter: checkInTimes.missedAfter,
        answer: checkInTimes.answer,
        heardAt: checkInTimes.heardAt,
        recordedAt: checkInTimes.recordedAt,
        recordedBy: people.name,
        missedAt: checkInTimes.missedAt,
        hasNote: sql<boolean>`${checkInTimes.note} is not null`,
        earlier: checkInTimes.earlier,
      };
      const times = () =>
        tx
          .select(timeColumns)
          .from(checkInTimes)
          .leftJoin(memberships, eq(memberships.id, checkInTimes.recordedBy))
          .leftJoin(people, eq(people.id, memberships.personId))
          .$dynamic();
      const isAhead = and(isNull(checkInTimes.answer), isNull(checkInTimes.missedAt));
      const ahead = await times()
        .where(and(eq(checkInTimes.checkInId, checkInId), isAhead))
        .orderBy(asc(checkInTimes.dueAt))
        .limit(shownAhead);
      const past = await times()
        .where(
          and(
            eq(checkInTimes.checkInId, checkInId),
            or(isNotNull(checkInTimes.answer), isNotNull(checkInTimes.missedAt)),
          ),
        )
        .orderBy(desc(checkInTimes.dueAt))
        .limit(shownTimes);
      const recorderIds = past.flatMap(({ earlier }) =>
        earlier.map(({ recordedBy }) => recordedBy),
      );
      const recorders = new Map(
        recorderIds.length === 0
          ? []
          : (
              await tx
                .select({ id: memberships.id, name: people.name })
                .from(memberships)
                .innerJoin(people, eq(people.id, memberships.personId))
                .where(inArray(memberships.id, recorderIds))
            ).map(({ id, name }) => [id, name]),
      );
      const ender = alias(memberships, "ender");
      const incidents = await tx
        .select({
          id: checkInIncidents.id,
          cause: checkInIncidents.cause,
          openedAt: checkInIncidents.openedAt,
          dueAt: checkInTimes.dueAt,
          timeId: checkInTimes.id,
          endedAt: checkInIncidents.endedAt,
          endedBy: people.name,
          finding: checkInIncidents.finding,
          last: lastKnown("check_in_incidents"),
        })
        .from(checkInIncidents)
        .innerJoin(checkInTimes, eq(checkInTimes.id, checkInIncidents.timeId))
        .leftJoin(ender, eq(ender.id, checkInIncidents.endedBy))
        .leftJoin(people, eq(people.id, ender.personId))
        .where(eq(checkInIncidents.checkInId, checkInId))
        .orderBy(desc(checkInIncidents.openedAt))
        .limit(shownTimes);
      const ticks = await tx
        .select({
          incidentId: checkInTicks.incidentId,
          position: checkInTicks.position,
          doneAt: checkInTicks.doneAt,
          doneBy: people.name,
          isMine: sql<boolean>`${checkInTicks.doneBy} = app.membership()`,
        })
        .from(checkInTicks)
        .leftJoin(memberships, eq(memberships.id, checkInTicks.doneBy))
        .leftJoin(people, eq(people.id, memberships.personId))
        .where(eq(checkInTicks.checkInId, checkInId));
      return {
        ...withDates(row),
        steps,
        ahead,
        past: past.map((time) => ({
          ...time,
          earlier: time.earlier.map(({ note, recordedBy, ...record }) => ({
            answer: record.answer,
            heardAt: new Date(record.heardAt),
            recordedBy: recorders.get(recordedBy) ?? null,
            hasNote: note !== null,
          })),
        })),
        incidents: incidents.map(({ last, ...incident }) => ({
          ...incident,
          last: known(last),
          ticks: ticks.filter(({ incidentId }) => incidentId === incident.id),
        })),
      };
    },
    { readOnly: true },
  );
}

/** Who of the team does a step of a check-in of a case that has not ended. */
export async function listStepsOf(actor: Actor, caseId: string): Promise<string[]> {
  const rows = await asActor(
    actor,
    (tx) =>
      tx
        .selectDistinct({ memberId: checkInSteps.memberId })
        .from(checkInSteps)
        .innerJoin(checkIns, eq(checkIns.id, checkInSteps.checkInId))
        .where(and(eq(checkInSteps.caseId, caseId), isNull(checkIns.endedAt))),
    { readOnly: true },
  );
  return rows.flatMap(({ memberId }) => memberId ?? []);
}

const shownNow = 8;

/**
 * Whoever is missed, then who is to be heard from within a day, in all cases in whose team the actor is. Each check-in
 * stands once: with its search where one is open, else with its next time.
 */
export async function listCheckInsNow(actor: Actor) {
  const rows = await asActor(
    actor,
    (tx) =>
      tx.execute<{
        id: string;
        case_id: string;
        reference: string;
        public_label: string;
        cause: "missed" | "not_all_right" | null;
        time_id: string;
        due_at: string | Date;
        zone: string;
        last: { answer: CheckInAnswer; heardAt: string } | null;
      }>(sql`
        select k.id, k.case_id, c.reference, d.public_label, now.cause, now.time_id, now.due_at, now.last, k.zone
        from (
          select i.check_in_id, i.cause, i.time_id, t.due_at, 0 as turn, ${lastKnown("i")} as last
          from check_in_incidents i join check_in_times t on t.id = i.time_id
          where i.org_id = app.org() and i.ended_at is null
          union all
          (select distinct on (t.check_in_id) t.check_in_id, null, t.id, t.due_at, 1, null
          from check_in_times t
          where t.org_id = app.org() and t.answer is null and t.missed_at is null
            and t.due_at < now() + interval '24 hours'
            and not exists (select 1 from check_in_incidents i where i.check_in_id = t.check_in_id and i.ended_at is null)
          order by t.check_in_id, t.due_at)
        ) now
        join check_ins k on k.id = now.check_in_id
        join cases c on c.id = k.case_id
        join defenders d on d.id = k.defender_id
        order by now.turn, now.due_at limit ${shownNow}`),
    { readOnly: true },
  );
  return [...rows].map((row) => ({
    id: row.id,
    caseId: row.case_id,
    caseReference: row.reference,
    publicLabel: row.public_label,
    cause: row.cause,
    timeId: row.time_id,
    dueAt: new Date(row.due_at),
    zone: row.zone,
    last: known(row.last),
  }));
}
