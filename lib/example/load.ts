import "server-only";
import { inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import type { Forum } from "@/db/reference/words";
import {
  caseEvents,
  caseShares,
  cases,
  caseTeam,
  cautions,
  commitments,
  consents,
  defenders,
  evidence,
  interventionCases,
  interventionStates,
  interventions,
  memberships,
  missionContacts,
  sessions,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { makeCaseKey } from "@/lib/cases/keys";
import { addAlert, signAlert } from "./alert";
import { actingAs, type Cast, castOrganisation, markExampleLoaded } from "./cast";
import {
  type InventedAsk,
  type InventedCase,
  inventedCases,
  inventedCautions,
  inventedContacts,
  olderCase,
} from "./invented";
import { cubaCase, cubaInterventions, cubaSession } from "./record";
import { addCheckIn, addOffers, addSupport } from "./support";

/** The sessions that the example's asks hang on. */
interface Occasions {
  cuba: string;
  preSession: string;
  bilateral: string;
  council: string;
  pastCouncil: string;
}

type PartnerLetter = "A" | "B";
type Partners = Record<PartnerLetter, Cast>;

/**
 * Loads the example into the actor's organisation, through the same door and under the same rules as everybody's
 * work: the Cuba 2018 record, and invented cases on Example States. `passwordHash` lets the partners' people sign in;
 * without it nobody can.
 */
export async function loadExample(actor: Actor, passwordHash: string | null = null): Promise<void> {
  const suffix = uuidv7().slice(-6);
  const isDemo = passwordHash !== null;
  const partners: Partners = {
    A: await castOrganisation(
      "Example Partner A",
      isDemo ? "partner-a" : `a-${suffix}`,
      passwordHash,
    ),
    B: await castOrganisation(
      "Example Partner B",
      isDemo ? "partner-b" : `b-${suffix}`,
      passwordHash,
    ),
  };
  const colleagues = await asActor(actor, (tx) =>
    tx
      .select({ id: memberships.id, role: memberships.role, personId: memberships.personId })
      .from(memberships)
      .where(sql`${memberships.orgId} = app.org() and ${memberships.status} = 'confirmed'`),
  );
  const occasions = await asActor(actor, (tx) => addOccasions(tx, actor));
  const cubaCaseId = await asActor(actor, (tx) => addRecord(tx, actor, occasions));
  const others = colleagues.filter(({ id }) => id !== actor.membershipId);
  const administrator =
    others.find(({ role }) => role === "administrator")?.id ?? actor.membershipId;
  for (const invented of inventedCases) {
    const caseId = uuidv7();
    const defenderId = uuidv7();
    await asActor(actor, async (tx) => {
      await addCase(tx, actor, { caseId, defenderId }, invented, partners);
      for (const { id, role } of others) {
        const teamRole = role === "reader" ? "reader" : "editor";
        await tx
          .insert(caseTeam)
          .values({ orgId: actor.organisationId, caseId, membershipId: id, role: teamRole });
      }
      await addAsks(tx, actor, caseId, invented, occasions, { administrator });
    });
    await addPartnersAsks(actor.organisationId, caseId, invented, occasions, partners);
    // Whoever is missed in an example must not look like somebody who is missed.
    if (isDemo && invented.support) {
      await addCheckIn(actor, { caseId, defenderId });
    }
  }
  if (isDemo) {
    // Every organisation of an installation reads offers: elsewhere somebody could count on these.
    await addOffers(partners);
  }
  await asActor(actor, (tx) => addEarlierWork(tx, actor, occasions));
  await asActor(actor, (tx) => addMissions(tx, actor));
  const alertId = await addAlert(actor, cubaCaseId);
  const second = others.find(({ role }) => role === "administrator");
  if (passwordHash !== null && second) {
    await signAlert(
      actor,
      { caseId: cubaCaseId, alertId },
      { personId: second.personId, membershipId: second.id },
      partners,
      passwordHash,
    );
  }
  await markExampleLoaded(actor.organisationId);
}

async function addOccasions(tx: Tx, actor: Actor): Promise<Occasions> {
  const shipped = await tx
    .select({ id: sessions.id, key: sessions.referenceKey })
    .from(sessions)
    .where(inArray(sessions.referenceKey, ["bilateral", "hrc-64", "hrc-63"]));
  const byKey = (key: string) => {
    const found = shipped.find((session) => session.key === key);
    if (!found) {
      throw new Error(`The reference session ${key} is missing.`);
    }
    return found.id;
  };
  const occasions = {
    cuba: uuidv7(),
    preSession: uuidv7(),
    bilateral: byKey("bilateral"),
    council: byKey("hrc-64"),
    pastCouncil: byKey("hrc-63"),
  };
  const monday = nextMonday(10);
  await tx.insert(sessions).values([
    {
      id: occasions.cuba,
      orgId: actor.organisationId,
      forum: "upr",
      kind: "upr_pre_session",
      title: cubaSession.title,
      startsOn: cubaSession.startsOn,
      datePrecision: "day",
      place: "Geneva",
      statesUnderReview: [...cubaSession.statesUnderReview],
      status: "held",
      milestones: [{ kind: "review", on: "2018-05-16", precision: "day", done: true }],
      sources: [cubaInterventions[0]?.sources[0]?.address ?? ""],
      isExample: true,
    },
    {
      id: occasions.preSession,
      orgId: actor.organisationId,
      forum: "upr",
      kind: "upr_pre_session",
      title: "UPR pre-session, Example State 7",
      startsOn: monday,
      startsAt: sql`(${monday}::date + time '14:00') at time zone 'Europe/Zurich'`,
      datePrecision: "day",
      place: "Geneva",
      statesUnderReview: ["XEG"],
      milestones: [
        { kind: "statement_due", on: daysFrom(monday, -14), precision: "day", done: true },
        { kind: "wording_closes", on: daysFrom(monday, -5), precision: "day" },
        { kind: "pre_session", on: monday, precision: "day" },
        { kind: "review", on: `${daysFrom(monday, 35).slice(0, 7)}-01`, precision: "month" },
      ],
      isExample: true,
    },
  ]);
  return occasions;
}

/** The published account: what States said, from two sources that differ on one State. */
async function addRecord(tx: Tx, actor: Actor, occasions: Occasions): Promise<string> {
  const caseId = uuidv7();
  const place = { orgId: actor.organisationId, caseId };
  await tx.insert(cases).values({
    orgId: actor.organisationId,
    id: caseId,
    reference: cubaCase.reference,
    title: cubaCase.title,
    countryCode: cubaCase.countryCode,
    status: "closed",
    visibility: "organisation",
    summary: cubaCase.summary,
    reprisalTypes: ["detention", "travel_restriction"],
    reprisalOn: "2018-04-01",
    reprisalPrecision: "month",
    engagementKind: "upr",
    engagementNote: cubaCase.engagementNote,
    engagementOn: cubaSession.startsOn,
    engagementPrecision: "day",
    linkNote: cubaCase.linkNote,
    sourcesNote: cubaCase.sourcesNote,
    isExample: true,
    createdBy: actor.membershipId,
  });
  await makeCaseKey(tx, place);
  for (const publicLabel of cubaCase.defenders) {
    await tx.insert(defenders).values({ ...place, id: uuidv7(), kind: "person", publicLabel });
  }
  await tx.insert(caseEvents).values([
    {
      ...place,
      id: uuidv7(),
      kind: "un_action",
      title: "OHCHR and the High Commissioner informed",
      source: cubaInterventions[0]?.sources[0]?.name ?? "",
      happenedOn: "2018-04-01",
      happenedPrecision: "month",
      recordedBy: actor.membershipId,
    },
    {
      ...place,
      id: uuidv7(),
      kind: "reprisal",
      title: "Detained at the airport; absent from the pre-session",
      source: cubaInterventions[0]?.sources[0]?.name ?? "",
      happenedOn: "2018-04-01",
      happenedPrecision: "month",
      recordedBy: actor.membershipId,
    },
  ]);
  for (const { code, sources } of cubaInterventions) {
    await addIntervention(tx, actor, {
      caseId,
      sessionId: occasions.cuba,
      forum: "upr",
      speaker: code,
      states: [code],
      said: { on: cubaSession.startsOn, precision: "day" },
      modality: "pre_session",
      summary:
        "Took the floor at the pre-session about the two panellists who had been kept from it.",
      evidence: sources.map(({ name, address }) => ({
        kind: "secondary_report",
        grade: "E",
        source: name,
        sourceUrl: address,
      })),
    });
  }
  return caseId;
}

async function addCase(
  tx: Tx,
  actor: Actor,
  /** Its id, and that of the first of its people. */
  { caseId, defenderId: firstId }: { caseId: string; defenderId: string },
  invented: InventedCase,
  partners: Partners,
): Promise<void> {
  const place = { orgId: actor.organisationId, caseId };
  await tx.insert(cases).values({
    orgId: actor.organisationId,
    id: caseId,
    reference: invented.reference,
    title: invented.title,
    countryCode: "XEG",
    visibility: "organisation",
    securityLevel: invented.securityLevel,
    summary: invented.summary,
    reprisalTypes: invented.reprisalTypes,
    reprisalOn: invented.reprisal.on,
    reprisalUntil: invented.reprisal.until ?? null,
    reprisalPrecision: invented.reprisal.precision,
    engagementKind: invented.engagementKind,
    engagementNote: invented.engagementNote,
    engagementOn: invented.engagement.on,
    engagementPrecision: invented.engagement.precision,
    linkNote: invented.linkNote,
    currentSituation: invented.currentSituation,
    verification: invented.verification,
    verifiedOn: "2026-11-20",
    doNotMention: invented.doNotMention,
    isExample: true,
    createdBy: actor.membershipId,
  });
  await makeCaseKey(tx, place);
  const obtainedOn = today(-42);
  for (const [at, { label, kind }] of invented.defenders.entries()) {
    const defenderId = at === 0 ? firstId : uuidv7();
    await tx.insert(defenders).values({ ...place, id: defenderId, kind, publicLabel: label });
    if (at === 0 && invented.support) {
      await addSupport(tx, actor, { caseId, defenderId }, invented.support, partners);
    }
    for (const { scope, answer, partner } of invented.consents) {
      await tx.insert(consents).values({
        ...place,
        id: uuidv7(),
        defenderId,
        scope,
        answer,
        targetOrgId: partner ? partners[partner].organisationId : null,
        givenBy: "defender",
        language: "es",
        risksExplained: true,
        channel: "call",
        obtainedBy: actor.membershipId,
        obtainedOn,
        obtainedPrecision: "day",
        validUntil: today(50),
      });
    }
  }
  for (const { kind, title, note, on, precision } of invented.events) {
    await tx.insert(caseEvents).values({
      ...place,
      id: uuidv7(),
      kind,
      title,
      note,
      happenedOn: on,
      happenedPrecision: precision,
      recordedBy: actor.membershipId,
    });
  }
  for (const letter of invented.shareWith) {
    await tx.insert(caseShares).values({
      ...place,
      id: uuidv7(),
      partnerOrgId: partners[letter].organisationId,
      level: "contribute",
      sharedBy: actor.membershipId,
    });
  }
}

const letterOf = (ask: InventedAsk): PartnerLetter | null =>
  ask.owner === "partnerA" ? "A" : ask.owner === "partnerB" ? "B" : null;

async function addAsks(
  tx: Tx,
  actor: Actor,
  caseId: string,
  invented: InventedCase,
  occasions: Occasions,
  { administrator }: { administrator: string },
): Promise<void> {
  const visibility = invented.shareWith.length > 0 ? "partners" : "organisation";
  const add = (asks: InventedAsk[], sessionId: string, forum: Forum, modality: string) =>
    asks
      .filter((ask) => letterOf(ask) === null)
      .map((ask) => ({
        ...askColumns(ask, forum, modality, sessionId),
        orgId: actor.organisationId,
        caseId,
        visibility,
        recordedOrgId: actor.organisationId,
        ownerId:
          ask.owner === undefined
            ? null
            : ask.owner === "administrator"
              ? administrator
              : actor.membershipId,
      })) as (typeof commitments.$inferInsert)[];
  const rows = [
    ...add(invented.preSession, occasions.preSession, "upr", "pre_session"),
    ...add(invented.bilateral, occasions.bilateral, "bilateral", "meeting"),
    ...add(invented.council, occasions.council, "hrc", "dialogue_senior_official"),
  ];
  await tx.insert(commitments).values(rows);
  const raised = rows.find(({ forum, stateCode }) => forum === "bilateral" && stateCode === "XEC");
  if (raised?.id) {
    await addIntervention(tx, actor, {
      caseId,
      sessionId: occasions.bilateral,
      forum: "bilateral",
      speaker: "XEC",
      states: ["XEC"],
      said: { on: today(-22), precision: "day" },
      modality: "meeting",
      summary: "Said in a meeting that it had raised the case with the authorities.",
      evidence: [{ kind: "first_hand_note", grade: "D", source: "Note by the Geneva desk" }],
      keeps: { XEC: raised.id },
    });
  }
}

/** Partners record their own asks on what was shared with them, under their own name. */
async function addPartnersAsks(
  orgId: string,
  caseId: string,
  invented: InventedCase,
  occasions: Occasions,
  partners: Partners,
): Promise<void> {
  for (const letter of invented.shareWith) {
    const asks = invented.preSession.filter((ask) => letterOf(ask) === letter);
    if (asks.length === 0) {
      continue;
    }
    const { organisationId, people } = partners[letter];
    await actingAs(people.advocate, organisationId, (partner) =>
      asActor(partner, (tx) =>
        tx.insert(commitments).values(
          asks.map((ask) => ({
            ...askColumns(ask, "upr", "pre_session", occasions.preSession),
            orgId,
            caseId,
            visibility: "partners" as const,
            recordedOrgId: organisationId,
            ownerId: partner.membershipId,
          })),
        ),
      ),
    );
  }
}

function askColumns(ask: InventedAsk, forum: Forum, modality: string, sessionId: string) {
  const isAsked = ask.stage !== "planned" && ask.stage !== "not_approached";
  return {
    id: uuidv7(),
    stateCode: ask.stateCode,
    sessionId,
    forum,
    stage: ask.stage,
    withCapital: ask.withCapital ?? false,
    word: ask.word ?? null,
    wordOn: ask.word ? today(-6) : null,
    modality,
    naming: ask.naming ?? ("theme" as const),
    wordingAsked: ask.wordingAsked ?? "",
    condition: ask.condition ?? "",
    confidentiality: ask.confidentiality ?? ("coalition" as const),
    nextStep: ask.nextStep ?? "",
    dueOn: ask.due === undefined ? null : today(ask.due),
    askedOn: isAsked ? today(-16) : null,
  };
}

async function addEarlierWork(tx: Tx, actor: Actor, occasions: Occasions): Promise<void> {
  const caseId = uuidv7();
  await tx.insert(cases).values({
    orgId: actor.organisationId,
    id: caseId,
    reference: olderCase.reference,
    title: olderCase.title,
    countryCode: olderCase.countryCode,
    status: "closed",
    visibility: "organisation",
    summary: olderCase.summary,
    reprisalTypes: ["threats"],
    reprisalOn: "2025-05-01",
    reprisalPrecision: "month",
    isExample: true,
    createdBy: actor.membershipId,
  });
  await makeCaseKey(tx, { orgId: actor.organisationId, caseId });
  for (const said of olderCase.interventions) {
    const isCouncil = said.session === "hrc-63";
    const sessionId = isCouncil ? occasions.pastCouncil : occasions.bilateral;
    const forum = isCouncil ? "hrc" : "bilateral";
    const agreed = said.states.filter((code) => code !== "XEA");
    const keeps: Record<string, string> = {};
    for (const stateCode of agreed) {
      keeps[stateCode] = uuidv7();
      await tx.insert(commitments).values({
        orgId: actor.organisationId,
        id: keeps[stateCode],
        caseId,
        stateCode,
        sessionId,
        forum,
        stage: "agreed",
        word: 4,
        modality: said.modality,
        delivery: "as_agreed",
        recordedOrgId: actor.organisationId,
      });
    }
    await addIntervention(tx, actor, {
      caseId,
      sessionId,
      forum,
      speaker: said.speaker,
      states: said.states,
      onBehalfOf: said.onBehalfOf,
      isJoint: said.isJoint,
      said: said.said,
      modality: said.modality,
      summary: said.summary,
      evidence: [
        { kind: said.kind, grade: said.grade, source: said.source, timeCode: said.timeCode },
      ],
      keeps,
    });
  }
}

interface Said {
  caseId: string;
  sessionId: string;
  forum: Forum;
  speaker: string;
  states: string[];
  onBehalfOf?: string;
  isJoint?: boolean;
  said: { on: string; precision: "day" | "month" };
  modality: string;
  summary: string;
  evidence: Pick<
    typeof evidence.$inferInsert,
    "kind" | "grade" | "source" | "sourceUrl" | "timeCode"
  >[];
  /** The commitments that it kept, by State; a State without one gets a row that says it was not asked. */
  keeps?: Record<string, string>;
}

async function addIntervention(tx: Tx, actor: Actor, said: Said): Promise<void> {
  const orgId = actor.organisationId;
  const interventionId = uuidv7();
  await tx.insert(interventions).values({
    orgId,
    id: interventionId,
    sessionId: said.sessionId,
    forum: said.forum,
    modality: said.modality,
    deliveredBy: said.speaker,
    onBehalfOf: said.onBehalfOf ?? "",
    isJoint: said.isJoint ?? false,
    saidOn: said.said.on,
    saidPrecision: said.said.precision,
    naming: "situation",
    summary: said.summary,
    isExample: true,
    recordedBy: actor.membershipId,
    recordedOrgId: orgId,
  });
  await tx.insert(interventionCases).values({ orgId, interventionId, caseId: said.caseId });
  await tx
    .insert(interventionStates)
    .values(said.states.map((stateCode) => ({ orgId, interventionId, stateCode })));
  await tx.insert(evidence).values(
    said.evidence.map((one) => ({
      ...one,
      orgId,
      interventionId,
      id: uuidv7(),
      recordedBy: actor.membershipId,
    })),
  );
  for (const stateCode of said.states) {
    if (!said.keeps?.[stateCode]) {
      await tx.insert(commitments).values({
        orgId,
        id: uuidv7(),
        caseId: said.caseId,
        stateCode,
        sessionId: said.sessionId,
        forum: said.forum,
        modality: said.modality,
        openedFrom: "intervention",
        recordedOrgId: orgId,
      });
    }
  }
}

async function addMissions(tx: Tx, actor: Actor): Promise<void> {
  const common = {
    orgId: actor.organisationId,
    isExample: true,
    recordedBy: actor.membershipId,
  };
  await tx
    .insert(cautions)
    .values(inventedCautions.map((row) => ({ ...common, ...row, id: uuidv7() })));
  await tx
    .insert(missionContacts)
    .values(inventedContacts.map((row) => ({ ...common, ...row, id: uuidv7() })));
}

const dayLength = 86_400_000;

function today(plusDays = 0): string {
  return new Date(Date.now() + plusDays * dayLength).toISOString().slice(0, 10);
}

function daysFrom(day: string, plusDays: number): string {
  return new Date(Date.parse(day) + plusDays * dayLength).toISOString().slice(0, 10);
}

function nextMonday(atLeast: number): string {
  const from = new Date(`${today(atLeast)}T00:00:00Z`);
  return daysFrom(today(atLeast), (8 - from.getUTCDay()) % 7);
}
