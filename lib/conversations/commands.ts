import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import { type CommitmentVisibility, commitmentVisibilities } from "@/db/reference/words";
import { cases, commitments, conversationCases, conversations, missionContacts } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { answerInside, undoInside } from "@/lib/commitments/commands";
import type { Access, CommitmentChanges } from "@/lib/commitments/commitment";
import { openInside } from "@/lib/commitments/open-inside";
import { canChangeCommitment } from "@/lib/commitments/permissions";
import { dateColumns } from "@/lib/dates/stored-date";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import {
  type CorrectConversation,
  type FinishNextStep,
  isMoved,
  type LogConversation,
  type TakeBackConversation,
} from "./input";

/**
 * Logs an exchange with a State's mission; gives its id. Stages and words that follow are changes of commitments like
 * any other, in the same transaction: all of it or nothing. The next step goes to the commitments that the actor may
 * change, and waits on the conversation where there are none. The same form sent again (`once`) logs nothing.
 */
export function logConversation(
  actor: Actor,
  stateCode: string,
  input: LogConversation,
  once: string = uuidv7(),
): Promise<string> {
  return logAs(actor, { id: rowIdOf(actor, "conversations", input, once), stateCode }, input);
}

/** The same where the caller knows a sending by something else: the row that it makes has the id given. */
export function logAs(
  actor: Actor,
  { id, stateCode }: { id: string; stateCode: string },
  input: LogConversation,
): Promise<string> {
  return onceOnly(
    () => asActor(actor, (tx) => log(tx, actor, { id, stateCode }, input)),
    () => asActor(actor, (tx) => findId(tx, conversations, id), { readOnly: true }),
  );
}

async function log(
  tx: Tx,
  actor: Actor,
  { id, stateCode }: { id: string; stateCode: string },
  input: LogConversation,
): Promise<string> {
  const told = await toldOf(tx, actor, input);
  const subjects: Subject[] = [];
  for (const one of input.subjects) {
    const known = "ask" in one ? await askOf(tx, one.ask, stateCode) : await caseOf(tx, one.case);
    subjects.push({ ...known, sent: one });
  }
  const carries = subjects.map(
    ({ sent, commitmentId, access }) =>
      isMoved(sent) ||
      (input.nextStep !== "" && commitmentId !== null && canChangeCommitment(actor, access)),
  );
  await tx.insert(conversations).values({
    orgId: actor.organisationId,
    id,
    stateCode,
    ...told,
    nextOnCommitments: input.nextStep !== "" && carries.includes(true),
    recordedBy: actor.membershipId,
  });
  for (const [at, subject] of subjects.entries()) {
    const moved = carries[at]
      ? await move(tx, actor, stateCode, subject, input)
      : { commitmentId: subject.commitmentId, eventId: null };
    await tx.insert(conversationCases).values({
      orgId: actor.organisationId,
      id: uuidv7(),
      conversationId: id,
      caseOrgId: subject.orgId,
      caseId: subject.caseId,
      ...moved,
      // The trigger writes the conversation's own over it.
      visibility: input.visibility,
    });
  }
  return id;
}

interface Place {
  orgId: string;
  caseId: string;
  commitmentId: string | null;
  access: Access | null;
  /** Whether a member of the actor's organisation may own the ask. */
  isOurs: boolean;
  /** Who reads the ask; null where it would be opened, and be read as the conversation is. */
  readBy: CommitmentVisibility | null;
}

type Subject = Place & { sent: LogConversation["subjects"][number] };

const access = sql<Access | null>`(select r.level from case_readers r where r.case_id = ${cases.id}
  and (r.audience_id = app.membership() or (r.audience_id = app.org() and r.via = 'partner'))
  order by r.level in ('lead', 'edit', 'contribute') desc limit 1)`;

async function askOf(tx: Tx, id: string, stateCode: string): Promise<Place> {
  const [found] = await tx
    .select({
      orgId: commitments.orgId,
      caseId: commitments.caseId,
      commitmentId: sql<string | null>`${commitments.id}`,
      access,
      isOurs: sql<boolean>`app.org() in (${commitments.orgId}, ${commitments.recordedOrgId})`,
      readBy: commitments.visibility,
    })
    .from(commitments)
    .innerJoin(cases, and(eq(cases.orgId, commitments.orgId), eq(cases.id, commitments.caseId)))
    .where(and(eq(commitments.id, id), eq(commitments.stateCode, stateCode)));
  return found ?? refuse();
}

async function caseOf(tx: Tx, id: string): Promise<Place> {
  const [found] = await tx
    .select({
      orgId: cases.orgId,
      caseId: cases.id,
      access,
      // What is asked about another organisation's case is read by its partners (`app.guard_commitments`).
      readBy: sql<CommitmentVisibility | null>`case when ${cases.orgId} <> app.org() then 'partners' end`,
    })
    .from(cases)
    .where(eq(cases.id, id));
  return found ? { ...found, commitmentId: null, isOurs: true } : refuse();
}

function refuse(): never {
  throw new Refusal("not-allowed", "refusals.notAllowed");
}

/** Whether more people read an ask than a conversation: who said what stays in the conversation then. */
const isWider = (ask: CommitmentVisibility | null, conversation: CommitmentVisibility) =>
  ask !== null &&
  commitmentVisibilities.indexOf(ask) > commitmentVisibilities.indexOf(conversation);

/** Carries what was said over to the commitment, which is opened where nothing was asked on that occasion yet. */
async function move(
  tx: Tx,
  actor: Actor,
  stateCode: string,
  { sent, caseId, isOurs, readBy, ...subject }: Subject,
  input: LogConversation,
): Promise<{ commitmentId: string; eventId: string }> {
  const commitmentId = subject.commitmentId ?? (await openFor(tx, actor, stateCode, caseId, input));
  // Half a date on a commitment would look like a whole one.
  const day = input.had.precision === "day" ? input.had.on : null;
  const changes: CommitmentChanges = {
    ...(sent.stage && { stage: sent.stage }),
    ...(sent.stage === "asked" && day && { askedOn: day }),
    ...(sent.word && {
      word: sent.word,
      wordOn: day,
      ...(isWider(readBy, input.visibility)
        ? { wordSaidBy: "", wordHeardBy: "", wordText: "" }
        : {
            wordSaidBy: input.withWhom,
            wordHeardBy: [actor.personName, input.alsoThere]
              .filter(Boolean)
              .join(", ")
              .slice(0, 300),
            wordText: input.said,
          }),
    }),
    ...(input.nextStep && {
      nextStep: input.nextStep,
      dueOn: input.nextDueOn ?? null,
      ...(isOurs && { ownerId: input.nextOwnerId ?? null }),
    }),
  };
  const version = "version" in sent ? sent.version : undefined;
  return { commitmentId, eventId: await answerInside(tx, commitmentId, changes, version) };
}

async function openFor(
  tx: Tx,
  actor: Actor,
  stateCode: string,
  caseId: string,
  { sessionId, visibility }: LogConversation,
): Promise<string> {
  if (!sessionId) {
    throw new Refusal("rule", "conversations.form.noOccasion");
  }
  const { opened } = await openInside(tx, actor, [stateCode], {
    caseId,
    sessionId,
    visibility,
    stage: "not_approached",
  });
  const [standing] = opened[0]
    ? [{ id: opened[0] }]
    : await tx
        .select({ id: commitments.id })
        .from(commitments)
        .where(
          and(
            eq(commitments.caseId, caseId),
            eq(commitments.sessionId, sessionId),
            eq(commitments.stateCode, stateCode),
          ),
        );
  return standing?.id ?? refuse();
}

/** What a form tells, as the columns hold it. A contact's role stays when the contact is taken away. */
async function toldOf(
  tx: Tx,
  actor: Actor,
  input: Omit<LogConversation, "stateKey" | "subjects" | "sessionId">,
) {
  const [contact] = input.contactId
    ? await tx
        .select({ orgId: missionContacts.orgId, role: missionContacts.role })
        .from(missionContacts)
        .where(eq(missionContacts.id, input.contactId))
    : [];
  if (input.contactId && !contact) {
    refuse();
  }
  return {
    ...dateColumns("had", input.had),
    channel: input.channel,
    hadBy: input.hadBy ?? actor.membershipId,
    alsoThere: input.alsoThere,
    // A partner's contact is theirs: we keep only with which post we spoke.
    contactId: contact?.orgId === actor.organisationId ? (input.contactId ?? null) : null,
    withRole: contact?.role ?? null,
    withWhom: input.withWhom,
    said: input.said,
    visibility: input.visibility,
    nextStep: input.nextStep,
    nextDueOn: input.nextDueOn ?? null,
    nextOwnerId: input.nextOwnerId ?? null,
  };
}

/**
 * Corrects one's own conversation; what stood before is kept. Refuses as a conflict when it was corrected since the
 * person saw it. What followed for commitments stays: those have a history of their own.
 */
export async function correctConversation(actor: Actor, input: CorrectConversation): Promise<void> {
  await asActor(actor, async (tx) => {
    const told = await toldOf(tx, actor, input);
    const [standing] = await tx
      .select({
        version: conversations.version,
        contactId: conversations.contactId,
        withRole: conversations.withRole,
        isCarried: conversations.nextOnCommitments,
        next: {
          nextStep: conversations.nextStep,
          nextDueOn: conversations.nextDueOn,
          nextOwnerId: conversations.nextOwnerId,
        },
      })
      .from(conversations)
      .where(and(eq(conversations.id, input.id), eq(conversations.recordedBy, actor.membershipId)));
    if (!standing) {
      refuse();
    }
    // The form can't show a contact that is gone, nor a partner's; what it was stays.
    const isLeft = !input.contactId && standing.contactId === null;
    const changed = await tx
      .update(conversations)
      .set({
        ...told,
        ...(isLeft && { withRole: standing.withRole }),
        // It is changed where it waits.
        ...(standing.isCarried && standing.next),
      })
      .where(and(eq(conversations.id, input.id), eq(conversations.version, input.version)))
      .returning({ id: conversations.id });
    if (changed.length === 0) {
      throw new Refusal("conflict", "refusals.conflict");
    }
  });
}

/** Takes one's own conversation back, or stands by it again. It stays in the list, marked. */
export async function takeBackConversation(
  actor: Actor,
  { id, back }: TakeBackConversation,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(conversations)
        .set({ takenBackAt: back ? new Date() : null })
        .where(
          and(
            eq(conversations.id, id),
            eq(conversations.recordedBy, actor.membershipId),
            back ? isNull(conversations.takenBackAt) : isNotNull(conversations.takenBackAt),
          ),
        )
        .returning({ id: conversations.id }),
    ),
  );
}

/**
 * Takes one's own conversation back together with what it moved, as if nothing had been said; says whether it was
 * there. Refuses as a conflict, and does nothing, where somebody else went on from what it moved.
 */
export async function undoConversation(actor: Actor, id: string): Promise<boolean> {
  return asActor(actor, async (tx) => {
    const [taken] = await tx
      .update(conversations)
      .set({ takenBackAt: new Date() })
      .where(
        and(
          eq(conversations.id, id),
          eq(conversations.recordedBy, actor.membershipId),
          isNull(conversations.takenBackAt),
        ),
      )
      .returning({ id: conversations.id });
    const moved = taken
      ? await tx
          .select({
            commitmentId: conversationCases.commitmentId,
            eventId: conversationCases.eventId,
          })
          .from(conversationCases)
          .where(eq(conversationCases.conversationId, id))
      : [];
    for (const { commitmentId, eventId } of moved) {
      if (commitmentId && eventId) {
        await undoInside(tx, commitmentId, eventId);
      }
    }
    return taken !== undefined;
  });
}

/** Says that the next step of a conversation is done, or that it is not after all. */
export async function finishNextStep(actor: Actor, { id, done }: FinishNextStep): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(conversations)
        .set({
          nextDoneAt: done ? new Date() : null,
          nextDoneBy: done ? actor.membershipId : null,
        })
        .where(
          and(
            eq(conversations.id, id),
            done ? isNull(conversations.nextDoneAt) : isNotNull(conversations.nextDoneAt),
          ),
        )
        .returning({ id: conversations.id }),
    ),
  );
}
