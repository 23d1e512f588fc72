import "server-only";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import { alertTexts, caseShares, caseTeam, consents, defenders } from "@/db/schema";
import { approve, checkConsent, sendForReview } from "@/lib/alert-review/commands";
import { listVersions } from "@/lib/alert-review/queries";
import { openThread } from "@/lib/alert-talk/commands";
import { genevaMoment } from "@/lib/alerts/alert";
import { startAlert } from "@/lib/alerts/commands";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import type { Actor } from "@/lib/auth/actor";
import { askToSign, endorse, openForSignOn } from "@/lib/sign-on/commands";
import { findTextToSign } from "@/lib/sign-on/queries";
import { actingAs, type Cast, castOrganisation } from "./cast";
import { cubaAlert, cubaAnswers } from "./record";

/** Somebody of the demonstration's own organisation who did not write: they approve, check consent and sign. */
export interface SecondPerson {
  personId: string;
  membershipId: string;
}

/** Begins the alert of the reference example. Its text holds what the two accounts say and nothing else. */
export function addAlert(actor: Actor, caseId: string): Promise<string> {
  return startAlert(
    actor,
    { caseId, kind: "first", language: "en", audience: "coalition" },
    uuidv7(),
    {
      sources: doc(paragraph(cubaAlert.sources)),
      asks: doc({
        type: "ask",
        attrs: { forum: "upr", upTo: "public" },
        content: [paragraph(cubaAlert.ask)],
      }),
      risk: doc(paragraph(cubaAlert.risk)),
    },
  );
}

/**
 * Takes the example's alert to sign-on, with an answer of each kind. Only in the demonstration, where everybody who
 * answers is invented: in a real organisation nobody acts for its people.
 */
export async function signAlert(
  actor: Actor,
  { caseId, alertId }: { caseId: string; alertId: string },
  second: SecondPerson,
  partners: { A: Cast; B: Cast },
  passwordHash: string,
): Promise<void> {
  const others: Cast[] = [];
  for (const letter of ["C", "D", "E", "F"]) {
    const host = `partner-${letter.toLowerCase()}`;
    others.push(await castOrganisation(`Example Partner ${letter}`, host, passwordHash));
  }
  const [c, d, e] = others;
  const everybody = [partners.A, partners.B, ...others];
  await agreeAndShare(actor, caseId, second, everybody);
  const place = { caseId, alertId };
  const inTwoDays = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await sendForReview(actor, { ...place, note: "" });
  const [version] = await listVersions(actor, alertId);
  const versionId = version?.id ?? "";
  await actingAs(second.personId, actor.organisationId, async (checker) => {
    await approve(checker, { ...place, versionId, note: "" });
    await checkConsent(checker, { ...place, versionId, note: "" });
  });
  const deadline = genevaMoment(`${inTwoDays}T18:00`) ?? new Date();
  await openForSignOn(actor, { ...place, deadline });
  await askToSign(actor, {
    ...place,
    partners: [actor.organisationId, ...everybody.map(({ organisationId }) => organisationId)],
  });
  const text = await findTextToSign(actor, alertId);
  if (!text) {
    throw new Error("The example's alert is not open for sign-on.");
  }
  const signed = {
    ...place,
    versionId: text.versionId,
    hash: text.hash,
    answer: "signed" as const,
    section: null,
    reason: "",
    capacity: "Director",
    nameEverywhere: "",
    publish: "yes" as const,
  };
  const administratorOf = ({ organisationId, people }: Cast, work: (who: Actor) => Promise<void>) =>
    actingAs(people.administrator, organisationId, work);
  await actingAs(second.personId, actor.organisationId, (who) => endorse(who, signed));
  await administratorOf(partners.A, (who) => endorse(who, signed));
  if (c) {
    await administratorOf(c, (who) => endorse(who, { ...signed, publish: "no" }));
  }
  await administratorOf(partners.B, (who) =>
    endorse(who, {
      ...signed,
      answer: "with_change",
      section: "happened",
      reason: cubaAnswers.change,
    }),
  );
  if (d) {
    await administratorOf(d, (who) =>
      endorse(who, { ...signed, answer: "cannot", section: "asks", reason: cubaAnswers.objection }),
    );
  }
  if (e) {
    const [text] = await asActor(actor, (tx) =>
      tx.select({ id: alertTexts.id }).from(alertTexts).where(eq(alertTexts.alertId, alertId)),
    );
    await actingAs(e.people.advocate, e.organisationId, async (who) => {
      await openThread(who, {
        textId: text?.id ?? "",
        section: "done",
        quote: "",
        body: cubaAnswers.comment,
        mentions: [],
        organisations: [],
      });
      await asActor(who, (tx) => tx.execute(sql`select app.opened_to_sign(${alertId})`));
    });
  }
}

/**
 * The invented consent on which the demonstration's sharing rests, the shares, and a second person in the team. Nothing
 * is invented of what may be said to States or in public: the sources name nobody, and nobody was asked.
 */
async function agreeAndShare(
  actor: Actor,
  caseId: string,
  second: SecondPerson,
  partners: readonly Cast[],
): Promise<void> {
  const place = { orgId: actor.organisationId, caseId };
  await asActor(actor, async (tx) => {
    await tx
      .insert(caseTeam)
      .values({ ...place, membershipId: second.membershipId, role: "editor" });
    const people = await tx
      .select({ id: defenders.id })
      .from(defenders)
      .where(eq(defenders.caseId, caseId));
    for (const { id: defenderId } of people) {
      const answer = {
        ...place,
        defenderId,
        answer: "anonymous" as const,
        givenBy: "defender" as const,
        risksExplained: true,
        obtainedBy: actor.membershipId,
        obtainedPrecision: "unknown" as const,
      };
      for (const { organisationId } of partners) {
        await tx.insert(consents).values({
          ...answer,
          id: uuidv7(),
          scope: "share_with_organisation",
          targetOrgId: organisationId,
        });
      }
    }
    for (const { organisationId } of partners) {
      await tx.insert(caseShares).values({
        ...place,
        id: uuidv7(),
        partnerOrgId: organisationId,
        level: "comment",
        sharedBy: actor.membershipId,
      });
    }
  });
}
