import "server-only";
import { ne } from "drizzle-orm";
import { asActor } from "@/db/client";
import { sessions } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { listOutstanding } from "@/lib/commitments/queries";
import { listNextSteps } from "@/lib/conversations/queries";
import { readChanges, readTasks } from "@/lib/deadlines/queries";
import { dayInZone } from "@/lib/i18n/format";
import { listWaiting } from "@/lib/notices/queries";
import {
  type Agenda,
  type AgendaItem,
  byMonth,
  inOrder,
  isAhead,
  isLate,
  itemsOf,
  monthAfter,
} from "./agenda";

/** Replies, and next steps, of the months of one page. */
const most = 200;

/** Sessions that the actor reads, with their deadlines, and the steps of their organisation that are not done. */
async function readSessionItems(actor: Actor, today: string) {
  return asActor(
    actor,
    async (tx) => {
      const found = await tx
        .select({
          id: sessions.id,
          title: sessions.title,
          kind: sessions.kind,
          status: sessions.status,
          startsOn: sessions.startsOn,
          endsOn: sessions.endsOn,
          startsAt: sessions.startsAt,
          datePrecision: sessions.datePrecision,
          milestones: sessions.milestones,
        })
        .from(sessions)
        .where(ne(sessions.status, "retired"));
      const changes = await readChanges(
        tx,
        found.map(({ id }) => id),
      );
      const tasks = Map.groupBy(
        await readTasks(tx, { isOpen: true }),
        ({ sessionId }) => sessionId,
      );
      return found.flatMap((session) =>
        itemsOf(session, changes.get(session.id) ?? [], tasks.get(session.id) ?? []).map(
          (item) => ({ item, isAhead: isAhead(session, today) }),
        ),
      );
    },
    { readOnly: true },
  );
}

const isMine = (actor: Actor) => (item: AgendaItem) =>
  item.kind !== "task" || item.task.ownerId === actor.membershipId;

/** What is coming from a month on, for so many months. `mine` leaves out the steps and replies of others. */
export async function findAgenda(
  actor: Actor,
  { from, months, mine }: { from: string; months: number; mine: boolean },
  now = new Date(),
): Promise<Agenda> {
  const today = dayInZone(now, actor.timeZone);
  const end = monthAfter(from, months);
  // What is late and what has no date belongs to now, and stands in no other month.
  const isNow = from === today.slice(0, 7);
  const within = {
    mine,
    from: isNow ? today : `${from}-01`,
    before: `${end}-01`,
    limit: most + 1,
  };
  const late = { mine, before: today, limit: isNow ? most + 1 : 0 };
  const [found, lateAsks, lateSteps, comingAsks, comingSteps, waiting] = await Promise.all([
    readSessionItems(actor, today),
    listOutstanding(actor, late),
    listNextSteps(actor, late),
    listOutstanding(actor, within),
    listNextSteps(actor, within),
    listWaiting(actor),
  ]);
  const asks = [...lateAsks.slice(0, most), ...comingAsks.slice(0, most)];
  const steps = [...lateSteps.slice(0, most), ...comingSteps.slice(0, most)];
  const placed = { precision: "day" as const, at: null, zone: null, session: null };
  const personal: AgendaItem[] = [
    ...asks.map(
      (ask): AgendaItem => ({
        ...placed,
        kind: "reply",
        key: ask.id,
        on: ask.dueOn,
        stateCode: ask.state.code,
        reference: ask.case.reference,
        owner: ask.owner,
        href: `/commitments/${ask.id}`,
      }),
    ),
    ...steps.map(
      (step): AgendaItem => ({
        ...placed,
        kind: "step",
        key: step.conversationId,
        on: step.dueOn,
        text: step.text,
        stateCode: step.stateCode,
        owner: step.owner,
        href: `/states/${step.stateKey}/conversations/${step.conversationId}`,
      }),
    ),
    ...waiting.flatMap((one): AgendaItem[] =>
      one.deadline
        ? [
            {
              ...placed,
              kind: "signature",
              key: `signature ${one.alertId}`,
              on: dayInZone(one.deadline, actor.timeZone),
              at: one.deadline,
              reference: one.caseReference,
              href: `/cases/${one.caseId}/alerts/${one.alertId}`,
            },
          ]
        : [],
    ),
  ];
  const shown = found.filter(({ item }) => !mine || isMine(actor)(item));
  const isSaidBefore = (item: AgendaItem) => isNow && isLate(item, today);
  return {
    late: [...shown.map(({ item }) => item), ...personal].filter(isSaidBefore).sort(inOrder),
    months: byMonth(
      [...shown.map(({ item }) => item), ...personal].filter(
        (item) =>
          item.on !== null &&
          item.on.slice(0, 7) >= from &&
          item.on.slice(0, 7) < end &&
          !isSaidBefore(item),
      ),
    ),
    undated: shown
      .filter(
        ({ item, isAhead: ahead }) =>
          isNow &&
          item.kind !== "event" &&
          (ahead || item.kind === "task") &&
          (item.on ?? "").length < 7,
      )
      .map(({ item }) => item),
    shownAtMost: [lateAsks, lateSteps, comingAsks, comingSteps].some((one) => one.length > most)
      ? most
      : null,
  };
}

/** What is next for the actor: their late steps, then deadlines, steps and sessions of the coming weeks. */
export async function listComing(
  actor: Actor,
  { days, limit }: { days: number; limit: number },
  now = new Date(),
): Promise<AgendaItem[]> {
  const today = dayInZone(now, actor.timeZone);
  const last = dayInZone(new Date(now.getTime() + days * 86_400_000), actor.timeZone);
  const found = (await readSessionItems(actor, today))
    .map(({ item }) => item)
    .filter(isMine(actor))
    .filter(
      (item) =>
        isLate(item, today) || (item.on?.length === 10 && item.on >= today && item.on <= last),
    );
  return found.sort(inOrder).slice(0, limit);
}
