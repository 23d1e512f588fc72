import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asActor, asSystem } from "../client";
import type { ConsentScope } from "../reference/words";
import { commitmentEvents, commitments, consents } from "../schema";
import { broken } from "../testing/broken";
import { useDatabase } from "../testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
  type Case,
  type Member,
  type Organisation,
} from "../testing/factories";
import { asSuperuser } from "../testing/superuser";

useDatabase();

const words = "Ask the Government to let both panellists travel.";

interface World {
  organisation: Organisation;
  lead: Member;
  theCase: Case;
  ask: string;
  /** Of each of the two defenders, their yes. */
  yes: [string, string];
  first: string;
}

/** An ask with words, of a case whose two defenders agreed to be named. */
async function aWorld({
  forum = "upr",
  scope = "public_statement",
  validUntil,
}: {
  forum?: string;
  scope?: ConsentScope;
  validUntil?: string;
} = {}): Promise<World> {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead);
  const [first, second] = [await aDefender(theCase), await aDefender(theCase)];
  const target = {
    ...(scope === "share_with_mission" && { stateCode: "XEA" }),
    ...(validUntil && { validUntil }),
  };
  const yes: [string, string] = [
    await aConsent(theCase, first, lead, scope, "yes", target),
    await aConsent(theCase, second, lead, scope, "yes", target),
  ];
  const kind = forum === "bilateral" ? "bilateral" : "upr_pre_session";
  const session = await aSession(organisation, { forum, kind });
  const ask = await aCommitment(theCase, session, { stateCode: "XEA", naming: "theme" });
  await written({ lead, theCase, ask }, words);
  return { organisation, lead, theCase, ask, yes, first };
}

const written = ({ lead, theCase, ask }: Pick<World, "lead" | "theCase" | "ask">, text: string) =>
  asActor(lead, (tx) =>
    tx.insert(commitmentEvents).values({
      orgId: theCase.orgId,
      commitmentId: ask,
      caseId: theCase.id,
      changes: { wording_asked: text },
    }),
  );

const withdrawn = ({ lead }: World, consent: string) =>
  asActor(lead, (tx) =>
    tx.update(consents).set({ withdrawnAt: new Date() }).where(eq(consents.id, consent)),
  );

const standing = async ({ lead, ask }: World) => {
  const [row] = await asActor(lead, (tx) =>
    tx.select().from(commitments).where(eq(commitments.id, ask)),
  );
  return row?.wordingAsked;
};

/** What the history says of consent, as the application's role reads it. */
const told = async ({ lead, ask }: World) =>
  asActor(lead, (tx) =>
    tx
      .select({ changes: commitmentEvents.changes, before: commitmentEvents.before })
      .from(commitmentEvents)
      .where(
        sql`${commitmentEvents.commitmentId} = ${ask} and ${commitmentEvents.kind} = 'consent'`,
      ),
  );

/** The words themselves stand apart (set-back-words.test.ts). */
const setBack = [{ changes: { wording_asked: "" }, before: { wording_asked: "" } }];

/** The days pass: an answer that was valid until today is over. */
async function nextDay({ theCase }: World): Promise<void> {
  const superuser = asSuperuser();
  await superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update consents set valid_until = valid_until - 1 where case_id = ${theCase.id}`;
    await tx`update asked_words set until = until - 1 where case_id = ${theCase.id}`;
  });
  await asSystem((tx) => tx.execute(sql`select app.close_expired()`));
}

const today = async () => {
  const [row] = await asSuperuser()<{ day: string }[]>`select current_date::text as day`;
  return row?.day ?? "";
};

describe("the words that we asked with", () => {
  it("are set back when one of several defenders withdraws, and the history says so", async () => {
    const world = await aWorld();
    expect(await standing(world)).toBe(words);
    await withdrawn(world, world.yes[1]);
    expect(await standing(world)).toBe("");
    expect(await told(world)).toEqual(setBack);
  });

  it("are set back when a name may no longer be said", async () => {
    const world = await aWorld();
    await aConsent(world.theCase, world.first, world.lead, "public_statement", "anonymous");
    expect(await standing(world)).toBe("");
    expect(await told(world)).toEqual(setBack);
  });

  it("are set back on the day that an answer has run out, naming nobody as they may", async () => {
    const world = await aWorld({ validUntil: await today() });
    await asSystem((tx) => tx.execute(sql`select app.close_expired()`));
    expect(await standing(world)).toBe(words);
    await nextDay(world);
    expect(await standing(world)).toBe("");
    expect(await told(world)).toEqual(setBack);
  });

  it("are set back when somebody comes into the case who has not been asked", async () => {
    const world = await aWorld();
    await aDefender(world.theCase);
    expect(await standing(world)).toBe("");
  });

  it("are set back for the mission that may not be told any more", async () => {
    const world = await aWorld({ forum: "bilateral", scope: "share_with_mission" });
    await withdrawn(world, world.yes[0]);
    expect(await standing(world)).toBe("");
  });

  it("go together with the naming, in one line of the history", async () => {
    const world = await aWorld();
    await asActor(world.lead, (tx) =>
      tx.insert(commitmentEvents).values({
        orgId: world.theCase.orgId,
        commitmentId: world.ask,
        caseId: world.theCase.id,
        changes: { naming: "person" },
      }),
    );
    await withdrawn(world, world.yes[0]);
    expect(await told(world)).toEqual([
      {
        changes: { naming: "country", wording_asked: "" },
        before: { naming: "person", wording_asked: "" },
      },
    ]);
  });

  it("stay where they were written after the change", async () => {
    const world = await aWorld();
    await withdrawn(world, world.yes[0]);
    await written(world, "Ask about the theme.");
    await withdrawn(world, world.yes[1]);
    expect(await standing(world)).toBe("Ask about the theme.");
  });

  it("stay where an answer for something else is withdrawn, and where more is allowed", async () => {
    const world = await aWorld();
    const media = await aConsent(world.theCase, world.first, world.lead, "media", "yes");
    await withdrawn(world, media);
    await aConsent(world.theCase, world.first, world.lead, "public_statement", "yes");
    expect(await standing(world)).toBe(words);
    expect(await told(world)).toEqual([]);
  });

  it("are set back also where they were written while less was allowed than later", async () => {
    const world = await aWorld();
    await withdrawn(world, world.yes[0]);
    await written(world, words);
    const again = await aConsent(world.theCase, world.first, world.lead, "public_statement", "yes");
    expect(await standing(world)).toBe(words);
    await withdrawn(world, again);
    expect(await standing(world)).toBe("");
  });

  it("do not come back by taking a change back", async () => {
    const world = await aWorld();
    await written(world, "");
    const [cleared] = await asSuperuser()<{ id: string }[]>`
      select id from commitment_events where commitment_id = ${world.ask} order by at desc limit 1`;
    await withdrawn(world, world.yes[0]);
    const takenBack = () =>
      asActor(world.lead, (tx) =>
        tx.insert(commitmentEvents).values({
          orgId: world.theCase.orgId,
          commitmentId: world.ask,
          caseId: world.theCase.id,
          kind: "undone",
          undoes: cleared?.id ?? "",
          changes: { wording_asked: words },
        }),
      );
    await expect(takenBack()).rejects.toMatchObject({ code: "PL001" });
    expect(await standing(world)).toBe("");
    await broken(
      "app.consent_moved_since(uuid, timestamptz)",
      ["c.withdrawn_at > moment", "false"],
      async () => {
        await takenBack();
        expect(await standing(world)).toBe(words);
      },
    );
  });

  it("stay, if nothing compares what may be said", async () => {
    const world = await aWorld();
    await broken(
      "app.apply_consent(uuid)",
      ["t.to_all < t.everyone or t.to_persons < t.persons or t.to_bodies < t.bodies", "false"],
      () => withdrawn(world, world.yes[0]),
    );
    expect(await standing(world)).toBe(words);
  });

  it("stay past their day, if nothing looks at the day", async () => {
    const world = await aWorld({ validUntil: await today() });
    await broken("app.close_expired()", ["w.until < current_date", "false"], () => nextDay(world));
    expect(await standing(world)).toBe(words);
  });

  it("are written after a withdrawal that is just being recorded, never past it", async () => {
    const world = await aWorld();
    /** Under what consent words count as written that somebody saves while a withdrawal is under way. */
    const meanwhile = async (text: string, consent: string) => {
      // An ask of which nothing stands yet, so that nothing but the case makes them wait for one another.
      const session = await aSession(world.organisation);
      const ask = await aCommitment(world.theCase, session, { stateCode: "XEA", naming: "theme" });
      let saved: Promise<unknown> = Promise.resolve();
      await asSuperuser().begin(async (tx) => {
        await tx`update consents set withdrawn_at = now() where id = ${consent}`;
        saved = written({ ...world, ask }, text);
        await new Promise((resolve) => setTimeout(resolve, 300));
      });
      await saved;
      const [kept] = await asSuperuser()<{ everyone: number }[]>`
        select everyone from asked_words where commitment_id = ${ask}`;
      return kept?.everyone;
    };
    expect(await meanwhile("Ask about the theme.", world.yes[0])).toBe(0);
    const again = await aConsent(world.theCase, world.first, world.lead, "public_statement", "yes");
    await broken(
      "app.carry_out_event()",
      ["perform 1 from cases c where c.id = new.case_id for key share;", ""],
      async () => expect(await meanwhile("Ask about both.", again)).not.toBe(0),
    );
  });

  it("are told of to the team after a withdrawal", async () => {
    const world = await aWorld();
    await withdrawn(world, world.yes[0]);
    const touched = await asActor(world.lead, (tx) =>
      tx.execute(sql`select kind, id from app.touched_by_consent(${world.theCase.id})`),
    );
    expect([...touched]).toEqual([{ kind: "words_set_back", id: world.ask }]);
  });
});
