import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import {
  caseShares,
  cases,
  caseTeam,
  cautions,
  commitmentEvents,
  commitments,
  consents,
  contactShares,
  conversationCases,
  conversations,
  defenderIdentities,
  interventionCases,
  interventions,
  invitations,
  memberships,
  missionContacts,
  organisations,
  sessions,
  submissionAddresses,
} from "@/db/schema";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCommitment, aConsent, aConversation, aSession } from "@/db/testing/factories";
import {
  canChangeCase,
  canContribute,
  canLeadCase,
  canOpenCase,
  canWithdrawConsent,
  isInTeam,
} from "@/lib/cases/permissions";
import { canCorrectConversation, canLogConversation } from "@/lib/conversations/permissions";
import { canKeepMissions } from "@/lib/missions/permissions";
import {
  canDecideTelling,
  canInvite,
  canManageMembers,
  canRenameOrganisation,
} from "@/lib/organisations/permissions";
import { canAddSession, canChangeSession } from "@/lib/sessions/permissions";
import { canSetSubmissions } from "@/lib/submissions/permissions";

import {
  type Attempt,
  agreesWithTheWall,
  type Ground,
  onCase,
  touched,
} from "./testing-permissions";

useDatabase();

interface Furniture {
  session: string;
  commitment: string;
  answer: string;
  /** The lead's, about the case, open as far as it goes. */
  conversation: string;
}

const attempts: Attempt<Ground & Furniture>[] = [
  {
    name: "open a case",
    sign: ({ member }) => canOpenCase(member),
    wall: async (tx, { member }) => {
      await tx.insert(cases).values({
        orgId: member.organisationId,
        id: uuidv7(),
        reference: "",
        title: "Tried",
        countryCode: "XEG",
        createdBy: member.membershipId,
      });
      return true;
    },
  },
  {
    name: "change a case",
    sign: onCase(canChangeCase),
    wall: async (tx, { theCase }) =>
      touched(await tx.update(cases).set({ summary: "Tried" }).where(eq(cases.id, theCase.id))),
  },
  {
    name: "open a case to the organisation, or close it",
    sign: onCase(canLeadCase),
    wall: async (tx, { theCase }) =>
      touched(
        await tx
          .update(cases)
          .set({ visibility: sql`case visibility when 'team' then 'organisation' else 'team' end` })
          .where(eq(cases.id, theCase.id)),
      ),
  },
  {
    name: "add somebody to the team",
    sign: onCase(canLeadCase),
    wall: async (tx, { theCase, colleague }) => {
      await tx.insert(caseTeam).values({
        orgId: theCase.orgId,
        caseId: theCase.id,
        membershipId: colleague.membershipId,
        role: "reader",
      });
      return true;
    },
  },
  {
    name: "end a share",
    sign: onCase(canLeadCase),
    wall: async (tx, { theCase }) =>
      touched(
        await tx
          .update(caseShares)
          .set({ level: sql`case level when 'read' then 'contribute' else 'read' end` })
          .where(eq(caseShares.caseId, theCase.id)),
      ),
  },
  {
    name: "read consent",
    sign: onCase((_member, access) => isInTeam(access)),
    wall: async (tx, { theCase }) =>
      (await tx.select({ id: consents.id }).from(consents).where(eq(consents.caseId, theCase.id)))
        .length > 0,
  },
  {
    name: "read an identity",
    sign: onCase((_member, access) => isInTeam(access)),
    wall: async (tx, { theCase }) =>
      (
        await tx
          .select({ id: defenderIdentities.defenderId })
          .from(defenderIdentities)
          .where(eq(defenderIdentities.caseId, theCase.id))
      ).length > 0,
  },
  {
    name: "count the partners that read a case",
    sign: onCase((_member, access) => isInTeam(access)),
    wall: async (tx, { theCase }) => {
      const [row] = await tx.execute<{ n: number }>(
        sql`select app.partners_reading(${theCase.id}) as n`,
      );
      return (row?.n ?? 0) > 0;
    },
  },
  {
    name: "withdraw consent",
    sign: onCase((_member, access) => canWithdrawConsent(access)),
    wall: async (tx, { answer }) =>
      touched(
        await tx.update(consents).set({ withdrawnAt: new Date() }).where(eq(consents.id, answer)),
      ),
  },
  {
    name: "ask a State",
    sign: onCase(canContribute),
    wall: async (tx, { theCase, member, session }) => {
      await tx.insert(commitments).values({
        orgId: theCase.orgId,
        id: uuidv7(),
        caseId: theCase.id,
        stateCode: "XEF",
        sessionId: session,
        forum: "upr",
        recordedOrgId: member.organisationId,
      });
      return true;
    },
  },
  {
    name: "change a commitment",
    sign: onCase(canContribute),
    wall: async (tx, { theCase, commitment }) => {
      await tx.insert(commitmentEvents).values({
        orgId: theCase.orgId,
        commitmentId: commitment,
        caseId: theCase.id,
        changes: { stage: "considering" },
      });
      return true;
    },
  },
  {
    name: "record what a State said",
    sign: onCase(canContribute),
    wall: async (tx, { theCase, member, session }) => {
      const id = uuidv7();
      await tx.insert(interventions).values({
        orgId: theCase.orgId,
        id,
        sessionId: session,
        forum: "upr",
        deliveredBy: "XEA",
        recordedBy: member.membershipId,
        recordedOrgId: member.organisationId,
      });
      await tx
        .insert(interventionCases)
        .values({ orgId: theCase.orgId, interventionId: id, caseId: theCase.id });
      return true;
    },
  },
  {
    name: "add a session",
    sign: ({ member }) => canAddSession(member),
    wall: async (tx, { member }) => {
      await tx.insert(sessions).values({
        id: uuidv7(),
        orgId: member.organisationId,
        forum: "upr",
        kind: "upr_pre_session",
        title: "Tried",
      });
      return true;
    },
  },
  {
    name: "change the case's organisation's session",
    sign: ({ member, own }) => canChangeSession(member, { orgId: own.id }),
    wall: async (tx, { session }) =>
      touched(await tx.update(sessions).set({ note: "Tried" }).where(eq(sessions.id, session))),
  },
  {
    name: "change a shipped session",
    sign: ({ member }) => canChangeSession(member, { orgId: null }),
    wall: async (tx) =>
      touched(
        await tx.update(sessions).set({ note: "Tried" }).where(eq(sessions.referenceKey, "hrc-63")),
      ),
  },
  {
    name: "note a caution",
    sign: ({ member }) => canKeepMissions(member),
    wall: async (tx, { member }) => {
      await tx.insert(cautions).values({
        orgId: member.organisationId,
        id: uuidv7(),
        stateCode: "XEA",
        kind: "capacity",
        source: "Tried",
        notedOn: "2026-11-25",
        recordedBy: member.membershipId,
      });
      return true;
    },
  },
  {
    name: "note a contact",
    sign: ({ member }) => canKeepMissions(member),
    wall: async (tx, { member }) => {
      await tx.insert(missionContacts).values({
        orgId: member.organisationId,
        id: uuidv7(),
        stateCode: "XEA",
        role: "ambassador",
        recordedBy: member.membershipId,
      });
      return true;
    },
  },
  {
    name: "show a contact to a partner",
    sign: ({ member }) => canKeepMissions(member),
    wall: async (tx, { member, third }) => {
      const contactId = uuidv7();
      await tx.insert(missionContacts).values({
        orgId: member.organisationId,
        id: contactId,
        stateCode: "XEA",
        role: "ambassador",
        recordedBy: member.membershipId,
      });
      await tx.insert(contactShares).values({
        orgId: member.organisationId,
        contactId,
        partnerOrgId: third.id,
        sharedBy: member.membershipId,
      });
      return true;
    },
  },
  {
    name: "log a conversation about no case",
    sign: ({ member }) => canLogConversation(member),
    wall: async (tx, { member }) => {
      await tx.insert(conversations).values(aTalkOf(member));
      return true;
    },
  },
  {
    name: "log a conversation about a case",
    sign: onCase((member) => canLogConversation(member)),
    wall: async (tx, { member, theCase }) => {
      const talk = aTalkOf(member);
      await tx.insert(conversations).values(talk);
      await tx.insert(conversationCases).values({
        orgId: member.organisationId,
        conversationId: talk.id,
        caseOrgId: theCase.orgId,
        caseId: theCase.id,
        visibility: "organisation",
      });
      return true;
    },
  },
  {
    name: "read a conversation about a case that is open to partners",
    sign: onCase(() => true),
    wall: async (tx, { conversation }) =>
      (
        await tx
          .select({ id: conversations.id })
          .from(conversations)
          .where(eq(conversations.id, conversation))
      ).length > 0,
  },
  {
    name: "correct somebody else's conversation",
    sign: ({ member }) => canCorrectConversation(member, { isMine: false }),
    wall: async (tx, { conversation }) =>
      touched(
        await tx
          .update(conversations)
          .set({ said: "Tried" })
          .where(eq(conversations.id, conversation)),
      ),
  },
  {
    name: "rename the organisation",
    sign: ({ member }) => canRenameOrganisation(member),
    wall: async (tx, { member }) =>
      touched(
        await tx
          .update(organisations)
          .set({ name: "Tried" })
          .where(eq(organisations.id, member.organisationId)),
      ),
  },
  {
    name: "say where submissions go",
    sign: ({ member }) => canSetSubmissions(member),
    wall: async (tx, { member }) =>
      touched(
        await tx
          .insert(submissionAddresses)
          .values({ orgId: member.organisationId, purpose: "report", address: "Tried" }),
      ),
  },
  {
    name: "decide what partners are told of talks",
    sign: ({ member }) => canDecideTelling(member),
    wall: async (tx, { member }) =>
      touched(
        await tx
          .update(organisations)
          .set({ tellsOfTalks: "named" })
          .where(eq(organisations.id, member.organisationId)),
      ),
  },
  {
    name: "invite somebody",
    sign: ({ member }) => canInvite(member),
    wall: async (tx, { member }) => {
      await tx.insert(invitations).values({
        orgId: member.organisationId,
        id: uuidv7(),
        tokenHash: Buffer.from(uuidv7()),
        role: "reader",
        invitedBy: member.membershipId,
        expiresAt: new Date(),
      });
      return true;
    },
  },
  {
    name: "suspend a colleague",
    sign: ({ member, own }) => canManageMembers(member) && member.organisationId === own.id,
    wall: async (tx, { colleague }) =>
      touched(
        await tx
          .update(memberships)
          .set({ status: "suspended" })
          .where(eq(memberships.id, colleague.membershipId)),
      ),
  },
];

const aTalkOf = (member: Ground["member"]) => ({
  orgId: member.organisationId,
  id: uuidv7(),
  stateCode: "XEA",
  channel: "call" as const,
  hadBy: member.membershipId,
  recordedBy: member.membershipId,
});

agreesWithTheWall(attempts, {
  async furnish({ theCase, own, defender, lead, partner }) {
    await asSuperuser()`insert into defender_identities (org_id, case_id, defender_id, sealed)
      values (${theCase.orgId}, ${theCase.id}, ${defender}, 'sealed')`;
    const session = await aSession(own);
    return {
      session,
      commitment: await aCommitment(theCase, session, { visibility: "partners" }),
      // One that opens nothing, so that taking it back changes no standing.
      conversation: await aConversation(lead, { about: [theCase], visibility: "partners" }),
      answer: await aConsent(theCase, defender, lead, "media", "yes"),
      partner,
    };
  },
  mutations: [
    {
      name: "every reader may change a case",
      policies: ["editors of the team change the case"],
      sql: `alter policy "editors of the team change the case" on cases using (true) with check (true)`,
    },
    {
      name: "every advocate may share and make teams",
      policies: ["the lead makes the team"],
      sql: `alter policy "the lead makes the team" on case_team with check (org_id = app.org())`,
    },
    {
      name: "contributing needs no share",
      policies: ["contributors to the case open commitments"],
      functions: ["app.contributes(uuid)"],
      sql: `create or replace function app.contributes(to_case uuid) returns boolean language sql stable as $$ select true $$;
        alter policy "contributors to the case open commitments" on commitments with check (true)`,
    },
    {
      name: "a conversation is logged about any case",
      policies: ["whoever logs a conversation says what it was about"],
      sql: `alter policy "whoever logs a conversation says what it was about" on conversation_cases with check (true)`,
    },
    {
      name: "everybody corrects conversations",
      policies: ["authors correct, owners finish the next step"],
      functions: ["app.guard_conversations()"],
      sql: `alter policy "authors correct, owners finish the next step" on conversations using (true) with check (true);
        create or replace function app.guard_conversations() returns trigger language plpgsql as $$ begin return new; end $$`,
    },
    {
      name: "members invite",
      policies: ["administrators invite"],
      sql: `alter policy "administrators invite" on invitations with check (org_id = app.org())`,
    },
    {
      name: "every reader of a case counts its partners",
      functions: ["app.partners_reading(uuid)"],
      sql: `create or replace function app.partners_reading(of_case uuid) returns integer language sql stable
        security definer set search_path = pg_catalog, public as $$
          select count(*)::integer from case_readers r where r.case_id = of_case and r.via = 'partner' $$`,
    },
  ],
});
