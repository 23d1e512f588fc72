import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import type { Audience } from "@/db/reference/words";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  inTeam,
} from "@/db/testing/factories";
import { lookForNamesEverywhere } from "@/lib/alerts/protected-names";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { aVersionToSign, aWrittenAlert } from "@/lib/alerts/testing";
import { openCase } from "@/lib/cases/commands";
import { OpenCase } from "@/lib/cases/input";
import { withdrawConsent } from "@/lib/consents/commands";
import { addDefender, sealIdentity } from "@/lib/defenders/commands";
import { handOutEdition, issueEdition } from "./commands";
import { findPublicEdition } from "./public-queries";
import { findEdition, findEditions, findFrozenBy, findLeaving, listHandedOut } from "./queries";

process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
useDatabase();

const person = (id: string) => ({ type: "person", attrs: { id } });
const only = (text: string, upTo: string, instead = "") => ({
  type: "text",
  text,
  marks: [{ type: "only", attrs: { id: uuidv7(), upTo, instead } }],
});

/** A case with one defender, and an alert that speaks of them to everybody. */
async function aWorld({ audience = "public" as Audience, answer = "anonymous" as const } = {}) {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead);
  const defender = await aDefender(theCase);
  const consents = {
    bilateral: await aConsent(theCase, defender, lead, "bilateral", answer),
    public: await aConsent(theCase, defender, lead, "public_statement", answer),
  };
  const alert = await aWrittenAlert(
    theCase,
    lead,
    {
      en: {
        title: "Two people stopped",
        happened: doc(
          paragraph(
            person(defender) as never,
            " was stopped",
            only(" at Gate 7", "coalition", " at the airport") as never,
            only(" by two officers", "missions") as never,
            ".",
          ),
        ),
        risk: "Publishing may harm the family.",
      },
    },
    { audience },
  );
  const of = { caseId: theCase.id, alertId: alert.id };
  return { organisation, lead, theCase, defender, consents, alert, of };
}

type World = Awaited<ReturnType<typeof aWorld>>;

const issue = (
  { lead, of }: Pick<World, "lead" | "of">,
  versionId: string,
  audience: Audience = "public",
  correction = "",
) => issueEdition(lead, { ...of, versionId, audience, language: "en", correction });

async function issued(world: World, audience: Audience = "public") {
  const versionId = await aVersionToSign(world.lead, world.alert.id);
  const outcome = await issue(world, versionId, audience);
  if (!outcome.editionId) {
    throw new Error("It was not issued.");
  }
  const found = await findEdition(world.lead, world.of, outcome.editionId);
  return {
    versionId,
    id: outcome.editionId,
    edition: found?.edition as NonNullable<typeof found>["edition"],
  };
}

const words = (node: unknown): string => JSON.stringify(node);

describe("an edition", () => {
  it("holds what its audience may read, and nothing that goes less far", async () => {
    const world = await aWorld();
    const [{ label }] = (await asSuperuser()`select public_label as label from defenders
      where id = ${world.defender}`) as unknown as [{ label: string }];
    const read = async (audience: Audience) => {
      const { edition } = await issued(world, audience);
      return edition.content;
    };
    const internal = words(await read("internal"));
    expect(internal).toContain(" at Gate 7");
    expect(internal).toContain("Publishing may harm");
    const coalition = words(await read("coalition"));
    expect(coalition).toContain(" at Gate 7");
    expect(coalition).toContain("Publishing may harm");
    const missions = words(await read("missions"));
    expect(missions).not.toContain("Gate 7");
    expect(missions).toContain(" at the airport");
    expect(missions).toContain(" by two officers");
    expect(missions).not.toContain("Publishing may harm");
    const everybody = words(await read("public"));
    expect(everybody).not.toMatch(/Gate 7|two officers|Publishing/);
    expect(everybody).toContain(" at the airport");
    expect(everybody).toContain(label);
  });

  it("says beforehand, word for word, what will leave", async () => {
    const world = await aWorld();
    const versionId = await aVersionToSign(world.lead, world.alert.id);
    for (const audience of ["internal", "coalition", "missions", "public"] as const) {
      const leaving = await findLeaving(world.lead, world.of, { audience, language: "en" });
      const outcome = await issue(world, versionId, audience);
      const made = await findEdition(world.lead, world.of, outcome.editionId ?? "");
      expect(leaving?.text).toEqual(made?.edition.content);
    }
  });

  it("cannot be made for people who were not asked, and says whom to ask", async () => {
    const world = await aWorld();
    const silent = await aDefender(world.theCase);
    const other = { ...world };
    await expect(aVersionToSign(world.lead, world.alert.id)).rejects.toMatchObject({
      code: "PL001",
    });
    await aConsent(world.theCase, silent, world.lead, "public_statement", "anonymous");
    await aConsent(world.theCase, silent, world.lead, "bilateral", "anonymous");
    const versionId = await aVersionToSign(world.lead, world.alert.id);
    const late = await aDefender(world.theCase);
    const outcome = await issue(other, versionId);
    expect(outcome).toMatchObject({ editionId: null, missing: [{ defenderId: late }] });
    // Past the program, the database says the same.
    await expect(
      asActor(world.lead, (tx) =>
        tx.execute(
          sql`select app.issue_edition(${versionId}::uuid, 'public', 'en', '{}'::jsonb, '')`,
        ),
      ),
    ).rejects.toMatchObject({ code: "PL001" });
  });

  it("names nobody who agreed to a label only, whatever the program hands over", async () => {
    const world = await aWorld();
    const versionId = await aVersionToSign(world.lead, world.alert.id);
    const names = JSON.stringify({ [world.defender]: "Nobody Invented" });
    for (const audience of ["missions", "public"]) {
      await expect(
        asActor(world.lead, (tx) =>
          tx.execute(
            sql`select app.issue_edition(${versionId}::uuid, ${audience}, 'en', ${names}::jsonb, '')`,
          ),
        ),
      ).rejects.toMatchObject({ code: "PL001" });
    }
  });

  it("names those who agreed to be named to that audience, and to that audience alone", async () => {
    const lead = await aMember(await anOrganisation());
    const caseId = await openCase(
      lead,
      OpenCase.parse({ title: "A case", countryCode: "XEG", summary: "Something is reported." }),
    );
    const theCase = { orgId: lead.organisationId, id: caseId, countryCode: "XEG" };
    const people = { agreed: "Willing Invented", rather: "Quiet Person Invented" };
    const ids: string[] = [];
    for (const [label, name] of Object.entries(people)) {
      const id = await addDefender(lead, { caseId, kind: "person", publicLabel: `Label ${label}` });
      await sealIdentity(lead, {
        caseId,
        defenderId: id,
        name,
        contact: "",
        family: "",
        stamp: "",
      });
      await aConsent(theCase, id, lead, "bilateral", label === "agreed" ? "yes" : "anonymous");
      await aConsent(theCase, id, lead, "public_statement", "anonymous");
      ids.push(id);
    }
    const alert = await aWrittenAlert(theCase, lead, {
      en: {
        title: "Two people stopped",
        happened: doc(paragraph(...(ids.map(person) as never[]), " were stopped.")),
      },
    });
    const world = { lead, of: { caseId, alertId: alert.id } };
    await lookForNamesEverywhere();
    const versionId = await aVersionToSign(lead, alert.id);
    const read = async (audience: Audience) => {
      const { editionId } = await issue(world, versionId, audience);
      return (await findEdition(lead, world.of, editionId ?? ""))?.edition;
    };
    const missions = words((await read("missions"))?.content);
    expect(missions).toContain(people.agreed);
    expect(missions).not.toContain(people.rather);
    expect(missions).toContain("Label rather");
    for (const audience of ["internal", "coalition", "public"] as const) {
      const text = words((await read(audience))?.content);
      expect(text).toContain("Label agreed");
      expect(text).not.toMatch(/Invented/);
    }
  });

  it("can't be made where a name was typed by hand, and says where", async () => {
    const lead = await aMember(await anOrganisation());
    const caseId = await openCase(
      lead,
      OpenCase.parse({ title: "A case", countryCode: "XEG", summary: "Something is reported." }),
    );
    const theCase = { orgId: lead.organisationId, id: caseId, countryCode: "XEG" };
    const id = await addDefender(lead, { caseId, kind: "person", publicLabel: "A lawyer" });
    const name = "Somebody Invented";
    await sealIdentity(lead, { caseId, defenderId: id, name, contact: "", family: "", stamp: "" });
    await aConsent(theCase, id, lead, "public_statement", "anonymous");
    const alert = await aWrittenAlert(theCase, lead, {
      en: { title: "Stopped", happened: "Somebody Invented was stopped." },
    });
    // The database opens it to nobody, whatever the program looked at.
    await expect(aVersionToSign(lead, alert.id)).rejects.toMatchObject({ code: "PL010" });
    const sql = asSuperuser();
    await sql`alter table alert_versions disable trigger version_knows_names`;
    await lookForNamesEverywhere();
    const versionId = await aVersionToSign(lead, alert.id);
    await sql`alter table alert_versions enable trigger version_knows_names`;
    const of = { caseId, alertId: alert.id };
    expect(await issue({ lead, of }, versionId)).toMatchObject({
      editionId: null,
      found: [{ label: "A lawyer", kind: "name", section: "happened" }],
    });
  });

  it("would name them if the database took the program's word (the broken variant)", async () => {
    const world = await aWorld();
    const versionId = await aVersionToSign(world.lead, world.alert.id);
    const names = JSON.stringify({ [world.defender]: "Nobody Invented" });
    const superuser = asSuperuser();
    const [kept] = await superuser<{ source: string }[]>`
      select pg_get_functiondef('app.consent_stamp(uuid,text,jsonb,jsonb)'::regprocedure) as source`;
    await superuser.unsafe(
      (kept?.source ?? "").replace("or (names ? s.defender_id::text and s.shown <> 'name')", ""),
    );
    try {
      const [row] = await asActor(world.lead, (tx) =>
        tx.execute<{ id: string }>(
          sql`select app.issue_edition(${versionId}::uuid, 'missions', 'en', ${names}::jsonb, '') as id`,
        ),
      );
      const [edition] =
        await superuser`select content::text as text from editions where id = ${row?.id ?? ""}`;
      expect(edition?.text).toContain("Nobody Invented");
    } finally {
      await superuser.unsafe(kept?.source ?? "");
    }
  });

  it("holds no suggestion that nobody accepted, and no comment", async () => {
    const world = await aWorld();
    const inserted = (extra: { type: string; attrs?: Record<string, unknown> }[]) => ({
      marks: [...extra, { type: "insertion", attrs: { id: "s1" } }],
    });
    await asSuperuser()`update alert_parts set content = ${JSON.stringify(
      doc(
        paragraph(
          {
            type: "text",
            text: "It stands.",
            marks: [{ type: "comment", attrs: { id: uuidv7() } }],
          },
          {
            type: "text",
            text: " Struck out.",
            marks: [{ type: "deletion", attrs: { id: "s2" } }],
          },
          { type: "text", text: " Proposed.", ...inserted([]) },
          {
            type: "text",
            text: " Proposed for few.",
            ...inserted([
              {
                type: "only",
                attrs: { id: uuidv7(), upTo: "coalition", instead: "Hidden proposal" },
              },
            ]),
          },
        ),
        {
          type: "paragraph",
          ...inserted([]),
          content: [{ type: "text", text: "A proposed block" }],
        },
        {
          type: "ask",
          attrs: { forum: "upr", upTo: "public" },
          marks: [
            {
              type: "modification",
              attrs: {
                id: "s3",
                type: "attr",
                attrName: "upTo",
                previousValue: "coalition",
                newValue: "public",
              },
            },
          ],
          content: [paragraph("Widened by a proposal")],
        },
      ),
    )}::text::jsonb where alert_id = ${world.alert.id} and section = 'happened'`;
    const { edition } = await issued(world);
    const everybody = words(edition.content);
    expect(everybody).toContain("It stands.");
    expect(everybody).toContain("Struck out.");
    expect(everybody).not.toMatch(/roposed|proposal/);
    expect(everybody).not.toMatch(/comment|insertion|deletion|modification|attrs/);
  });

  it("goes no wider than the text was written and signed for, and in no language that was not ready", async () => {
    const world = await aWorld({ audience: "coalition" });
    const versionId = await aVersionToSign(world.lead, world.alert.id);
    await expect(issue(world, versionId, "missions")).rejects.toMatchObject({ code: "PL004" });
    await expect(
      issueEdition(world.lead, {
        ...world.of,
        versionId,
        audience: "internal",
        language: "fr",
        correction: "",
      }),
    ).rejects.toMatchObject({ code: "PL004" });
  });

  it("is issued by one of two who press at once; the other is told", async () => {
    const world = await aWorld();
    const second = await aMember(world.organisation);
    await inTeam(world.theCase, second, "editor");
    const versionId = await aVersionToSign(world.lead, world.alert.id);
    const outcomes = await Promise.allSettled([
      issue(world, versionId),
      issue({ lead: second, of: world.of }, versionId),
    ]);
    expect(outcomes.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find((one) => one.status === "rejected") as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ messageKey: "editions.refusal.meanwhile" });
    const [row] =
      await asSuperuser()`select count(*)::int as n from editions where alert_id = ${world.alert.id}`;
    expect(row?.n).toBe(1);
  });

  it("is never changed, by nobody", async () => {
    const { id } = await issued(await aWorld());
    await expect(
      asSuperuser()`update editions set plain = 'Other words' where id = ${id}`,
    ).rejects.toMatchObject({ code: "PL004" });
    await asSuperuser()`update editions set frozen_at = now() where id = ${id}`;
    await expect(
      asSuperuser()`update editions set frozen_at = null where id = ${id}`,
    ).rejects.toMatchObject({ code: "PL004" });
  });

  it("is followed by one that says what it corrects, and names itself the newer", async () => {
    const world = await aWorld();
    const first = await issued(world);
    const versionId = await aVersionToSign(world.lead, world.alert.id);
    await expect(issue(world, versionId)).rejects.toMatchObject({ code: "PL004" });
    const outcome = await issue(world, versionId, "public", "The date was wrong.");
    const found = await findEdition(world.lead, world.of, outcome.editionId ?? "");
    expect(found?.edition).toMatchObject({ number: 2, correction: "The date was wrong." });
    const before = await findPublicEdition(first.edition.publicToken ?? "");
    expect(before?.newer).toBe(found?.edition.publicToken);
    const [alert] = await asSuperuser()`select stage from alerts where id = ${world.alert.id}`;
    expect(alert?.stage).toBe("updated");
  });

  it("is issued by the case's own editors alone", async () => {
    const world = await aWorld();
    const partner = await anOrganisation();
    await aConsent(
      world.theCase,
      world.defender,
      world.lead,
      "share_with_organisation",
      "anonymous",
      {
        organisation: partner,
      },
    );
    await aShare(world.theCase, world.lead, partner, "contribute");
    const guest = await aMember(partner);
    const reader = await aMember(world.organisation, "reader");
    await inTeam(world.theCase, reader, "reader");
    const versionId = await aVersionToSign(world.lead, world.alert.id);
    for (const somebody of [guest, reader, await aMember(await anOrganisation())]) {
      await expect(issue({ lead: somebody, of: world.of }, versionId)).rejects.toSatisfy(
        (error: { code?: string; reason?: string }) =>
          error.code === "42501" || error.reason === "not-allowed",
      );
    }
  });
});

describe("a withdrawal", () => {
  it("freezes at once what rested on it, and the public address answers like a missing one", async () => {
    const world = await aWorld();
    const { edition, id } = await issued(world);
    const missions = await issued({ ...world }, "missions").catch(() => null);
    expect(missions).not.toBeNull();
    const token = edition.publicToken ?? "";
    expect(await findPublicEdition(token)).toMatchObject({ number: 1, language: "en" });
    const given = { ...world.of, editionId: id, kind: "other", channel: "mail" } as const;
    const on = new Date().toISOString().slice(0, 10);
    await handOutEdition(world.lead, { ...given, recipient: "A bureau of a newspaper", on });
    await withdrawConsent(world.lead, {
      caseId: world.theCase.id,
      consentId: world.consents.public,
    });
    expect(await findPublicEdition(token)).toBeNull();
    const found = await findEdition(world.lead, world.of, id);
    expect(found?.edition.content).toBeNull();
    expect(found?.edition.frozenAt).toBeInstanceOf(Date);
    await expect(
      handOutEdition(world.lead, {
        ...world.of,
        editionId: id,
        kind: "other",
        recipient: "A journalist",
        channel: "mail",
        on: new Date().toISOString().slice(0, 10),
      }),
    ).rejects.toMatchObject({ messageKey: "editions.refusal.recipientConsent" });
    const touched = await findFrozenBy(world.lead, world.theCase.id, world.consents.public);
    expect(touched).toMatchObject({
      editions: [{ id, audience: "public" }],
      received: [{ recipient: "A bureau of a newspaper", channel: "mail" }],
    });
    // What goes to missions rests on another answer.
    const others = await findEditions(world.lead, world.of, "en");
    expect(others?.editions.find((one) => one.audience === "missions")?.frozenAt).toBeNull();
  });

  describe("of somebody else of the case", () => {
    /** Two people agreed, and the alert holds the marks of those who are given. */
    const aSecond = async (happened: (first: string, second: string) => (string | object)[]) => {
      const world = await aWorld();
      const second = await aDefender(world.theCase);
      await asSuperuser()`update defenders set public_label = 'A second panellist', public_labels = '{"fr": "Une autre"}'
        where id = ${second}`;
      const answer = await aConsent(world.theCase, second, world.lead, "public_statement", "yes");
      const alert = await aWrittenAlert(
        world.theCase,
        world.lead,
        {
          en: {
            title: "Stopped",
            happened: doc(paragraph(...(happened(world.defender, second) as never[]))),
          },
        },
        { audience: "public" },
      );
      const of = { caseId: world.theCase.id, alertId: alert.id };
      const { id, edition } = await issued({ ...world, alert, of });
      const withdraw = (consentId: string) =>
        withdrawConsent(world.lead, { caseId: world.theCase.id, consentId });
      const isOpen = async () => (await findPublicEdition(edition.publicToken ?? "")) !== null;
      return { ...world, second, answer, id, withdraw, isOpen };
    };

    it("leaves open an edition that names others only, which somebody is asked to read", async () => {
      const world = await aSecond((first) => [person(first), " was stopped."]);
      await world.withdraw(world.answer);
      expect(await world.isOpen()).toBe(true);
      const [row] = await asSuperuser()`select frozen_at from editions where id = ${world.id}`;
      expect(row?.frozen_at).toBeNull();
      expect(await findFrozenBy(world.lead, world.theCase.id, world.answer)).toMatchObject({
        editions: [],
        staying: [{ id: world.id }],
      });
      // Whom it does name closes it.
      await world.withdraw(world.consents.public);
      expect(await world.isOpen()).toBe(false);
      expect(await findFrozenBy(world.lead, world.theCase.id, world.consents.public)).toMatchObject(
        { editions: [{ id: world.id }], staying: [] },
      );
    });

    it.each<[string, (first: string, second: string) => (string | object)[]]>([
      ["whose mark stands in it", (first, second) => [person(first), " and ", person(second), "."]],
      [
        "whose mark stands where its audience does not read",
        (first, second) => [
          person(first),
          {
            type: "person",
            attrs: { id: second, onlyId: uuidv7(), onlyUpTo: "coalition", onlyInstead: "" },
          },
          " were stopped.",
        ],
      ],
      [
        "whose label was typed",
        (first) => [person(first), " and a SECOND panellist were stopped."],
      ],
      ["where nobody is marked", () => ["Both panellists were stopped."]],
    ])("closes the edition of somebody %s", async (_who, happened) => {
      const world = await aSecond(happened);
      expect(await world.isOpen()).toBe(true);
      await world.withdraw(world.answer);
      expect(await world.isOpen()).toBe(false);
    });

    it("would leave open what speaks of them if marks were not looked for (the broken variant)", async () => {
      const superuser = asSuperuser();
      const signature = "app.edition_speaks_of(editions, uuid)";
      const [kept] =
        await superuser`select pg_get_functiondef(${signature}::regprocedure) as source`;
      await superuser.unsafe(
        kept?.source
          .replace("of_defender = any (marked.people)", "false")
          .replace("marked.people = '{}'", "false"),
      );
      try {
        const world = await aSecond((first, second) => [person(first), " and ", person(second)]);
        await asSuperuser()`update defenders set public_label = 'Another', public_labels = '{}' where id = ${world.second}`;
        await world.withdraw(world.answer);
        expect(await world.isOpen()).toBe(true);
      } finally {
        await superuser.unsafe(kept?.source);
      }
    });
  });

  it("would leave it open without the trigger, but for the look at each reading (the broken variant)", async () => {
    const world = await aWorld();
    const { edition, id } = await issued(world);
    await asSuperuser()`alter table consents disable trigger z_freeze_editions`;
    try {
      await withdrawConsent(world.lead, {
        caseId: world.theCase.id,
        consentId: world.consents.public,
      });
    } finally {
      await asSuperuser()`alter table consents enable trigger z_freeze_editions`;
    }
    const [row] = await asSuperuser()`select frozen_at from editions where id = ${id}`;
    expect(row?.frozen_at).toBeNull();
    expect(await findPublicEdition(edition.publicToken ?? "")).toBeNull();
  });
});

describe("handing out", () => {
  const today = new Date().toISOString().slice(0, 10);
  const stateKey = async (code: string) => {
    const [row] = await asSuperuser()<
      { key: string }[]
    >`select key from states where code = ${code}`;
    return row?.key as string;
  };

  it("is kept with whom, how and when", async () => {
    const world = await aWorld();
    const { id } = await issued(world, "missions");
    const given = { ...world.of, editionId: id, recipient: "", on: today } as const;
    await handOutEdition(world.lead, {
      ...given,
      kind: "state",
      stateKey: await stateKey("NOR"),
      channel: "paper",
    });
    await handOutEdition(world.lead, {
      ...given,
      kind: "other",
      recipient: "A desk officer",
      channel: "mail",
    });
    expect(await listHandedOut(world.lead, world.of)).toMatchObject([
      { recipient: "A desk officer", channel: "mail", audience: "missions", number: 1 },
      { stateNames: expect.objectContaining({ en: "Norway" }), channel: "paper" },
    ]);
    const elsewhere = await aMember(await anOrganisation());
    expect(await listHandedOut(elsewhere, world.of)).toEqual([]);
  });

  it("keeps what was written for others from the State concerned, and what is public not", async () => {
    const world = await aWorld();
    await asSuperuser()`update cases set country_code = 'NOR' where id = ${world.theCase.id}`;
    const missions = await issued(world, "missions");
    const given = {
      ...world.of,
      kind: "state",
      stateKey: await stateKey("NOR"),
      recipient: "",
      channel: "mail",
      on: today,
    } as const;
    await expect(
      handOutEdition(world.lead, { ...given, editionId: missions.id }),
    ).rejects.toMatchObject({ messageKey: "editions.refusal.ownState" });
    const open = await issue(world, missions.versionId, "public");
    await handOutEdition(world.lead, { ...given, editionId: open.editionId ?? "" });
  });

  it("gives no team edition to anybody, no coalition edition to those outside, and none before it was there", async () => {
    const world = await aWorld();
    const internal = await issued(world, "internal");
    const coalition = await issue(world, internal.versionId, "coalition");
    const open = await issue(world, internal.versionId, "public");
    const stranger = await anOrganisation();
    const given = { ...world.of, recipient: "", channel: "mail", on: today } as const;
    const toOrganisation = { ...given, kind: "organisation", organisationId: stranger.id } as const;
    await expect(
      handOutEdition(world.lead, { ...toOrganisation, editionId: internal.id }),
    ).rejects.toMatchObject({ messageKey: "editions.refusal.recipient" });
    await expect(
      handOutEdition(world.lead, { ...toOrganisation, editionId: coalition.editionId ?? "" }),
    ).rejects.toMatchObject({ messageKey: "editions.refusal.recipientConsent" });
    await expect(
      handOutEdition(world.lead, {
        ...given,
        kind: "other",
        recipient: "Somebody",
        editionId: coalition.editionId ?? "",
      }),
    ).rejects.toMatchObject({ messageKey: "editions.refusal.recipient" });
    await expect(
      handOutEdition(world.lead, {
        ...given,
        kind: "other",
        recipient: "Somebody",
        editionId: open.editionId ?? "",
        on: "2020-01-01",
      }),
    ).rejects.toMatchObject({ messageKey: "editions.refusal.recipient" });
  });

  it("does not send a mission what somebody refused it", async () => {
    const world = await aWorld();
    const { id } = await issued(world, "missions");
    await aConsent(world.theCase, world.defender, world.lead, "share_with_mission", "no", {
      stateCode: "NOR",
    });
    await expect(
      handOutEdition(world.lead, {
        ...world.of,
        editionId: id,
        kind: "state",
        stateKey: await stateKey("NOR"),
        recipient: "",
        channel: "meeting",
        on: today,
      }),
    ).rejects.toMatchObject({ messageKey: "editions.refusal.recipientConsent" });
  });
});
