import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asActor } from "../client";
import { commitmentEvents, commitments, consents, setBackWords } from "../schema";
import { broken } from "../testing/broken";
import { useDatabase } from "../testing/database";
import {
  aCommitment,
  aConsent,
  aMember,
  anOrganisation,
  aSession,
  aSharedCase,
  type Case,
  inTeam,
  type Member,
} from "../testing/factories";
import { asSuperuser } from "../testing/superuser";

useDatabase();

const asked = "Name the panellist with the blue coat.";
const offered = "We will speak of the panellist with the blue coat.";
const condition = "If her lawyer with the blue coat agrees.";
const said = { wording_asked: asked, wording_offered: offered, condition };

interface World {
  lead: Member;
  colleague: Member;
  outsider: Member;
  partner: Member;
  theCase: Case;
  ask: string;
  yes: string;
}

/** An ask with our words and the State's, which a partner and the whole organisation read. */
async function aWorld(): Promise<World> {
  const [organisation, other] = [await anOrganisation(), await anOrganisation()];
  const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
  const [outsider, partner] = [await aMember(organisation), await aMember(other)];
  const theCase = await aSharedCase(lead, other, "contribute", { visibility: "organisation" });
  await inTeam(theCase, colleague, "reader");
  const [defender] = await asSuperuser()<{ id: string }[]>`
    select id from defenders where case_id = ${theCase.id}`;
  const yes = await aConsent(theCase, defender?.id ?? "", lead, "public_statement", "yes");
  const session = await aSession(organisation);
  const ask = await aCommitment(theCase, session, { visibility: "partners" });
  const world = { lead, colleague, outsider, partner, theCase, ask, yes };
  await change(world, said);
  return world;
}

const change = (
  { theCase, ask, lead }: World,
  changes: Record<string, unknown>,
  { by = lead, undoes }: { by?: Member; undoes?: string } = {},
) =>
  asActor(by, (tx) =>
    tx.insert(commitmentEvents).values({
      orgId: theCase.orgId,
      commitmentId: ask,
      caseId: theCase.id,
      changes,
      ...(undoes && { kind: "undone", undoes }),
    }),
  );

const withdrawn = ({ lead, yes }: World) =>
  asActor(lead, (tx) =>
    tx.update(consents).set({ withdrawnAt: new Date() }).where(eq(consents.id, yes)),
  );

/** All that somebody reads of an ask: what stands, its history, what was taken out of it, and a list that leaves. */
async function reads({ ask }: World, reader: Member) {
  const [standing, history, apart, list] = await asActor(reader, async (tx) => [
    await tx.select().from(commitments).where(eq(commitments.id, ask)),
    await tx.select().from(commitmentEvents).where(eq(commitmentEvents.commitmentId, ask)),
    await tx.select().from(setBackWords).where(eq(setBackWords.commitmentId, ask)),
    await tx.execute(sql`select * from app.take_out(array[${ask}::uuid], 'csv')`),
  ]);
  const text = JSON.stringify({ standing, history, list });
  return { isTold: text.includes("blue coat"), history, apart };
}

describe("words that were set back", () => {
  it("are gone from the history for everybody, and stand apart for the team", async () => {
    const world = await aWorld();
    for (const reader of [world.lead, world.colleague, world.outsider, world.partner]) {
      expect((await reads(world, reader)).isTold).toBe(true);
    }
    await withdrawn(world);
    for (const reader of [world.lead, world.colleague, world.outsider, world.partner]) {
      const { isTold, history } = await reads(world, reader);
      expect(isTold).toBe(false);
      // Who and when stays, and which words they were.
      expect(history).toHaveLength(3);
      expect(history).toContainEqual(
        expect.objectContaining({
          personId: world.lead.personId,
          kind: "changed",
          setBack: ["condition", "wording_asked", "wording_offered"],
        }),
      );
    }
    for (const reader of [world.lead, world.colleague]) {
      const { apart } = await reads(world, reader);
      expect(apart).toContainEqual(expect.objectContaining({ changes: said, before: {} }));
      expect(apart).toContainEqual(expect.objectContaining({ changes: {}, before: said }));
    }
    for (const reader of [world.outsider, world.partner]) {
      expect((await reads(world, reader)).apart).toEqual([]);
    }
  });

  it("stay readable to a partner, if the history is left as it was", async () => {
    const world = await aWorld();
    await broken("app.apply_consent(uuid)", ["perform app.set_words_apart(over);", ""], () =>
      withdrawn(world),
    );
    expect((await reads(world, world.partner)).isTold).toBe(true);
  });

  it("are read by a partner, if the policy asks for no more than to read the ask", async () => {
    const world = await aWorld();
    await withdrawn(world);
    const [kept] = await asSuperuser()<{ qual: string }[]>`select qual from pg_policies
      where tablename = 'set_back_words' and policyname = 'the team reads what is to be said no more'`;
    const policy = (rule: string) =>
      asSuperuser().unsafe(
        `alter policy "the team reads what is to be said no more" on set_back_words using (${rule})`,
      );
    await policy("exists (select 1 from commitments c where c.id = commitment_id)");
    try {
      expect((await reads(world, world.partner)).apart).not.toEqual([]);
    } finally {
      await policy(kept?.qual ?? "false");
    }
  });

  it("are those from before as well, also where nothing stood any more", async () => {
    const world = await aWorld();
    await change(world, { wording_asked: "In a blue coat again.", condition: "" });
    await change(world, { wording_asked: "", wording_offered: "" });
    await withdrawn(world);
    expect((await reads(world, world.partner)).isTold).toBe(false);
    expect((await reads(world, world.lead)).apart).toHaveLength(3);
  });

  it("are set back again when they were written under consent that came later", async () => {
    const world = await aWorld();
    await withdrawn(world);
    await change(world, { wording_offered: "Of the theme alone." });
    const [defender] = await asSuperuser()<{ id: string }[]>`
      select id from defenders where case_id = ${world.theCase.id}`;
    const again = await aConsent(
      ...([world.theCase, defender?.id ?? "", world.lead, "public_statement", "yes"] as const),
    );
    await change(world, { wording_offered: offered });
    await withdrawn({ ...world, yes: again });
    const { isTold, apart } = await reads(world, world.lead);
    expect(isTold).toBe(false);
    // What was taken out of an event first is still there.
    expect(apart).toContainEqual(expect.objectContaining({ changes: said }));
    expect(JSON.stringify(apart)).toContain("Of the theme alone.");
  });

  it("leave alone what was written since, and other asks' words", async () => {
    const world = await aWorld();
    await withdrawn(world);
    await change(world, { wording_offered: "We will speak of the theme." });
    const { history } = await reads(world, world.partner);
    expect(JSON.stringify(history)).toContain("We will speak of the theme.");
    expect((await reads(await aWorld(), world.lead)).apart).toEqual([]);
  });

  it.each(Object.entries(said))(
    "do not come back by taking a change back: %s",
    async (column, words) => {
      const world = await aWorld();
      await change(world, { [column]: "" });
      const cleared = await asActor(world.lead, (tx) =>
        tx
          .select({ id: commitmentEvents.id, before: commitmentEvents.before })
          .from(commitmentEvents)
          .where(
            and(
              eq(commitmentEvents.commitmentId, world.ask),
              sql`${commitmentEvents.changes} = ${JSON.stringify({ [column]: "" })}::jsonb`,
            ),
          ),
      );
      const undoes = cleared[0]?.id ?? "";
      await withdrawn(world);
      await expect(change(world, { [column]: words }, { undoes })).rejects.toMatchObject({
        code: "PL001",
      });
      // What the history itself would restore is nothing.
      await change(world, { [column]: "" }, { undoes });
      expect((await reads(world, world.partner)).isTold).toBe(false);
    },
  );

  it("can't be said to be set back by whoever changes an ask", async () => {
    const world = await aWorld();
    await asActor(world.partner, (tx) =>
      tx.insert(commitmentEvents).values({
        ...{ orgId: world.theCase.orgId, commitmentId: world.ask, caseId: world.theCase.id },
        ...{ changes: { condition: "Theirs." }, setBack: ["condition"] },
      }),
    );
    const { history } = await reads(world, world.lead);
    expect(history).not.toContainEqual(expect.objectContaining({ setBack: ["condition"] }));
  });
});
