import "server-only";
import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { ShownStage } from "@/db/reference/words";
import { listRecents } from "@/lib/activity/visits";
import type { Actor } from "@/lib/auth/actor";
import { sessionsToAskAt } from "@/lib/commitments/choice-queries";
import { type Access, openStages } from "@/lib/commitments/commitment";
import { canChangeCommitment } from "@/lib/commitments/permissions";
import { listOutstanding } from "@/lib/commitments/queries";
import { wordsSetBack } from "@/lib/commitments/set-back";
import { namingsAllowed } from "@/lib/consents/naming-queries";
import { nextToCome } from "@/lib/sessions/session";
import { asReach } from "@/lib/states/meeting";
import { readCautions } from "@/lib/states/meeting-queries";
import { stateName } from "@/lib/states/names";
import { findStateByKey, isStateOpen, listStates, type State } from "@/lib/states/queries";
import type { Corridor, CorridorAsk, CorridorPlace } from "./corridor";
import { readPins } from "./pins";

/** As many States as the thumb finds without scrolling far, and what each is asked at most. */
const shownStates = 9;
const recentStates = 6;
const shownAsks = 6;
const shownCases = 12;

/**
 * Everything that the corridor needs without a network: the States that one pinned, those that one was at last and those
 * whose reply is due, with their asks and cautions, and the one that `stateKey` names. `open` is null where that names none.
 */
export async function findCorridor(
  actor: Actor,
  stateKey: string | undefined,
): Promise<Corridor & { open: CorridorPlace | null }> {
  const [states, recents, due, sessions] = await Promise.all([
    listStates(actor),
    listRecents(actor, recentStates * 2),
    listOutstanding(actor, { mine: true, limit: shownStates * 2 }),
    sessionsToAskAt(actor),
  ]);
  const next = nextToCome(sessions);
  const pins = await asActor(actor, (tx) => readPins(tx, actor), { readOnly: true });
  const named = stateKey ? await findStateByKey(actor, stateKey) : null;
  const wanted = named && (await isStateOpen(actor, named)) ? named : null;
  const byKey = new Map(states.map((state) => [state.key, state]));
  const pinned = pins.flatMap((code) => states.find((state) => state.code === code) ?? []);
  const near = [
    ...pinned.map(({ key }) => key),
    ...recents
      .flatMap((recent) => (recent.kind === "state" ? [recent.id] : []))
      .slice(0, recentStates),
    ...due.map((row) => row.state.key),
  ].flatMap((key) => byKey.get(key) ?? []);
  const shown = [...new Set(near)].slice(0, shownStates);
  const order = new Intl.Collator(actor.locale === "qps" ? "en" : actor.locale);
  return asActor(
    actor,
    async (tx) => {
      const all = wanted && !shown.includes(wanted) ? [...shown, wanted] : shown;
      const cases = await readCases(tx, actor);
      const places = await readPlaces(tx, actor, all, cases);
      return {
        places: places.slice(0, shown.length),
        pinned: pinned.map(({ key }) => key),
        open: places.find(({ key }) => key === wanted?.key) ?? null,
        states: states
          .map((state) => ({ key: state.key, name: stateName(state, actor.locale) }))
          .sort((a, b) => order.compare(a.name, b.name)),
        cases: cases.map(({ countryCode: _, ...one }) => one),
        occasion: next ? { id: next.id, title: next.title } : null,
      };
    },
    { readOnly: true },
  );
}

type AskRow = Omit<CorridorAsk, "mayName"> & {
  stateCode: string;
  caseId: string;
  forum: string;
  access: Access | null;
};

async function readPlaces(
  tx: Tx,
  actor: Actor,
  states: readonly State[],
  cases: readonly { id: string; countryCode: string }[],
): Promise<CorridorPlace[]> {
  const rows = await readAsks(tx, actor, states);
  const mayName = await namingsAllowed(tx, rows);
  const places: CorridorPlace[] = [];
  for (const state of states) {
    places.push({
      key: state.key,
      name: stateName(state, actor.locale),
      asks: rows
        .filter((row) => row.stateCode === state.code)
        .map(({ stateCode, caseId, forum, access: _, ...ask }) => ({
          ...ask,
          mayName: asReach(mayName({ stateCode, caseId, forum })),
        })),
      cautions: (await readCautions(tx, state.code)).map(
        ({ id, kind, note, saferAlternative }) => ({ id, kind, note, saferAlternative }),
      ),
      notAbout: cases.flatMap(({ id, countryCode }) => (countryCode === state.code ? [id] : [])),
    });
  }
  return places;
}

/** The open asks of these States that the actor may move, the soonest reply first. */
async function readAsks(tx: Tx, actor: Actor, states: readonly State[]): Promise<AskRow[]> {
  if (states.length === 0) {
    return [];
  }
  const rows = await tx.execute<AskRow>(sql`
    select c.id, c.state_code as "stateCode", c.case_id as "caseId", c.forum, k.reference, k.title,
      s.title as session, case when c.is_raised then 'raised' else c.stage end as stage, c.word,
      c.wording_asked as "wordingAsked", ${wordsSetBack("c")} as "areWordsSetBack", k.do_not_mention as "doNotMention",
      (select r.level from case_readers r where r.case_id = k.id
        and (r.audience_id = app.membership() or (r.audience_id = app.org() and r.via = 'partner'))
        order by r.level in ('lead', 'edit', 'contribute') desc limit 1) as access
    from unnest(${`{${states.map(({ code }) => code).join(",")}}`}::text[]) with ordinality as near(code, place)
    cross join lateral (
      select r.commitment_id, r.due_on from commitment_readers r
      where r.audience_id in (app.org(), app.membership()) and r.state_code = near.code
        and (r.valid_until is null or r.valid_until >= current_date)
        and r.stage = any(${`{not_approached,agreed,declined,${openStages.join(",")}}`}::text[])
      order by r.stage <> all(${`{${openStages.join(",")}}`}::text[]), r.due_on asc nulls last, r.changed_at desc
      limit ${shownAsks}) as open
    join commitments c on c.id = open.commitment_id
    join cases k on k.id = c.case_id
    join sessions s on s.id = c.session_id
    where c.closed_as is null
    order by near.place, c.stage <> all(${`{${openStages.join(",")}}`}::text[]), c.due_on asc nulls last, k.reference`);
  // An ask that a case's team and its organisation both read stands there twice.
  return [...new Map([...rows].map((row) => [row.id, row])).values()].filter(({ access }) =>
    canChangeCommitment(actor, access),
  );
}

/** The cases that the actor may open an ask for, the latest first. */
async function readCases(tx: Tx, actor: Actor) {
  if (actor.role === "reader") {
    return [];
  }
  const rows = await tx.execute<{
    id: string;
    reference: string;
    title: string;
    countryCode: string;
  }>(sql`
    select k.id, k.reference, k.title, k.country_code as "countryCode" from cases k
    where k.status <> 'closed' and exists (select 1 from case_readers r where r.case_id = k.id
      and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
        or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute')))
    order by k.changed_at desc limit ${shownCases}`);
  return [...rows];
}

/**
 * A note of the actor's own, as it is said once it was kept: of which State, and where its asks stand by it. Also one that was
 * taken back: the page that did it says so.
 */
export async function findKeptNote(
  actor: Actor,
  id: string,
): Promise<{ id: string; stateName: string; stages: ShownStage[] } | null> {
  const [note] = await asActor(
    actor,
    (tx) =>
      tx.execute<{ state_code: string; stages: ShownStage[] }>(sql`
        select v.state_code, array(
          select distinct e.changes ->> 'stage' from conversation_cases l
          join commitment_events e on e.commitment_id = l.commitment_id and e.id = l.event_id
          where l.org_id = v.org_id and l.conversation_id = v.id and e.changes ->> 'stage' is not null
        ) as stages
        from conversations v
        where v.id = ${id}::uuid and v.had_by = app.membership()`),
    { readOnly: true },
  );
  const state = note && (await listStates(actor)).find(({ code }) => code === note.state_code);
  return note && state
    ? { id, stateName: stateName(state, actor.locale), stages: note.stages }
    : null;
}
