import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alertLanguages } from "@/db/reference/words";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anIntervention,
  anOrganisation,
} from "@/db/testing/factories";
import { withdrawConsent } from "@/lib/consents/commands";
import { findWithdrawal } from "@/lib/consents/queries";
import messages from "@/lib/i18n/messages/en/briefs.json";
import { checkFile } from "../paper/checker/check";
import { paperFormats } from "../paper/checker/opened";
import { keepBrief } from "./commands";
import { KeepBrief } from "./input";
import { paperOf, previewOf } from "./preview";
import { findCautionSheet, findDraft, listBriefCases, takeBrief } from "./queries";
import { aDraft, aReview, askedFor, goesOut, made, madeByHand, type Review } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** The world of a review, with the mission of Example State 1 and an answer for talks with States. */
async function aMission(answer: "yes" | "anonymous" | "no" | null = "anonymous") {
  const review = await aReview(null);
  const { defender, lead, theCase } = review;
  const bilateral = answer && (await aConsent(theCase, defender, lead, "bilateral", answer));
  const [state] = await asSuperuser()<{ key: string }[]>`select key from states where code = 'XEA'`;
  return { ...review, stateKey: state?.key ?? "", bilateral: bilateral ?? "" };
}

let world: Review & { bilateral: string };
beforeEach(async () => {
  world = await aMission();
});

const aMissionDraft = (of: Review, written: Record<string, string> = {}) =>
  aDraft(of, of.lead, [of.theCase], written, "mission");

async function seen(of: Review, draftId: string) {
  const found = await findDraft(of.lead, draftId);
  if (!found?.seen) {
    throw new Error("There is no such draft.");
  }
  return found.seen;
}

async function textOf(of: Review, written: Record<string, string> = {}): Promise<string> {
  const briefId = await made(of.lead, await aMissionDraft(of, written));
  const file = await takeBrief(of.lead, briefId, "txt");
  return file ? Buffer.from(file).toString("utf8") : "";
}

const refusal = (messageKey: string) => expect.objectContaining({ messageKey });
const code = (sqlState: string) => expect.objectContaining({ code: sqlState });

async function said(of: Review, evidence: Record<string, unknown> = {}, naming = "situation") {
  const id = await anIntervention(of.theCase, of.sessionId, of.lead, { saidOn: "2026-03-09" });
  const db = asSuperuser();
  await db`update interventions set naming = ${naming}, summary = 'Our own note' where id = ${id}`;
  await db`update evidence set ${db({ grade: "A", quote: "We regret what befell them.", symbol: "A/HRC/0/1", ...evidence })}
    where intervention_id = ${id}`;
  return id;
}

describe("a brief for a mission", () => {
  it("holds the ask first, what is not known, the words to lift, the case and our contact", async () => {
    const text = await textOf(world, {
      text0: "We ask that both can take part.",
      contact: "brief@ours.example",
    });
    expect(text).toContain("Brief for the mission: Example State 1");
    expect(text.indexOf(askedFor)).toBeLessThan(text.indexOf("We know of no earlier words"));
    for (const words of [
      "We ask that both can take part.",
      "Two panellists",
      "brief@ours.example",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/airport|State under review may read/);
  });

  it("tells what that State said of the case, and its words only where everybody may be named to it", async () => {
    await said(world);
    const unnamed = await textOf(world);
    expect(unnamed).toContain("9 March 2026");
    expect(unnamed).toContain("Raised, describing the situation");
    expect(unnamed).toContain("official record, verbatim");
    expect(unnamed).not.toMatch(/We regret|A\/HRC|Our own note/);

    const draftId = await aMissionDraft(world);
    await broken("app.said_before(uuid[], text)", ["about.is_open and", ""], async () => {
      expect(JSON.stringify((await seen(world, draftId)).inputs.said)).toContain("We regret");
    });

    const open = await aMission("yes");
    await said(open);
    const named = await textOf(open);
    expect(named).toContain("We regret what befell them.");
    expect(named).toContain("A/HRC/0/1");
    expect(named).not.toContain("Our own note");
  });

  it("keeps back words that only somebody noted, what was said in confidence, and what another State said", async () => {
    const open = await aMission("yes");
    const noted = await said(open, { grade: "D" });
    const told = await textOf(open);
    expect(told).toContain("note taken in the room, single");
    expect(told).not.toContain("We regret");
    const db = asSuperuser();
    await db`update interventions set forum = 'bilateral' where id = ${noted}`;
    expect(await textOf(open)).not.toContain("9 March 2026");
    await db`update interventions set forum = 'upr' where id = ${noted}`;
    await db`update intervention_states set state_code = 'XEB' where intervention_id = ${noted}`;
    expect(await textOf(open)).not.toContain("9 March 2026");
  });

  it("keeps back words with which another case was raised, too", async () => {
    const open = await aMission("yes");
    const id = await said(open);
    const other = await aCase(open.lead, { title: "Another" });
    await aConsent(other, await aDefender(other), open.lead, "bilateral", "yes");
    await asSuperuser()`insert into intervention_cases (org_id, intervention_id, case_id)
      values (${other.orgId}, ${id}, ${other.id})`;
    const text = await textOf(open);
    expect(text).toContain("9 March 2026");
    expect(text).not.toMatch(/We regret|A\/HRC/);
  });

  it("tells what is on the public record of that State alone", async () => {
    const [state] = await asSuperuser()<
      { key: string }[]
    >`select key from states where code = 'DEU'`;
    await asSuperuser()`update cases set country_code = 'CUB' where id = ${world.theCase.id}`;
    const draftId = await aMissionDraft({ ...world, stateKey: state?.key ?? "" });
    const { inputs } = await seen(world, draftId);
    expect(inputs.record.length).toBeGreaterThan(0);
    expect(new Set(inputs.record.map((entry) => entry.state))).toEqual(new Set(["Germany"]));
    expect(inputs.record.some(({ isThere }) => isThere)).toBe(true);
    expect(inputs.countries).toEqual(["Cuba"]);
  });

  it("keeps to one page in every language, in all four files, and says where else to trim", async () => {
    const draftId = await aMissionDraft(world, { text0: "Let everybody take part." });
    for (const language of alertLanguages) {
      const { inputs } = await seen(world, draftId);
      await asSuperuser()`update brief_drafts set language = ${language} where id = ${draftId}`;
      const look = previewOf((await seen(world, draftId)).inputs);
      expect(look.pages, language).toBe(1);
      expect(look.stops, language).toEqual([]);
      const briefId = await made(world.lead, draftId);
      await goesOut(briefId, world.editor);
      const paper = paperOf((await seen(world, draftId)).inputs);
      for (const format of paperFormats) {
        const file = (await takeBrief(world.lead, briefId, format)) ?? new Uint8Array();
        expect(await checkFile({ format, file, paper }, []), `${language} ${format}`).toEqual([]);
      }
      expect(inputs.kind).toBe("mission");
    }
    const open = await aMission("yes");
    await asSuperuser()`update cases set summary = ${"They were stopped. ".repeat(250)}
      where id = ${open.theCase.id}`;
    const longDraft = await aMissionDraft(open);
    const long = previewOf((await seen(open, longDraft)).inputs);
    expect(long.stops).toEqual(["tooLong"]);
    // Of one page, and not of the two that a pre-session brief has.
    await expect(made(open.lead, longDraft)).rejects.toEqual(refusal("briefs.stop.tooLongMission"));
    expect(messages.stop.tooLongMission).toContain("more than one page");
    expect(long.trims?.reduce((sum, { words }) => sum + words, 0)).toBeGreaterThan(50);
  });
});

describe("for a mission, the consent of everybody", () => {
  it("decides for that mission: a public yes is none, and what was said for its State goes first", async () => {
    for (const [general, own, told] of [
      [null, null, "no"],
      ["no", null, "no"],
      ["anonymous", null, "situation"],
      ["yes", null, "all"],
      ["yes", "no", "no"],
      ["yes", "anonymous", "situation"],
      [null, "yes", "all"],
    ] as const) {
      const of = await aMission(general);
      await aConsent(of.theCase, of.defender, of.lead, "public_statement", "yes");
      if (own) {
        await aConsent(of.theCase, of.defender, of.lead, "share_with_mission", own, {
          stateCode: "XEA",
        });
      }
      const [choice] = await listBriefCases(of.lead, "mission", "XEA");
      expect(choice?.told, `${general} ${own}`).toBe(told);
      expect(choice?.ask?.length, `${general} ${own}`).toBe(told === "no" ? 1 : 0);
      const { inputs } = await seen(of, await aMissionDraft(of));
      expect(inputs.cases[0]?.situation !== null, `${general} ${own}`).toBe(told !== "no");
      expect(inputs.cases[0]?.words !== null, `${general} ${own}`).toBe(told === "all");
    }
  });

  it("would be overruled by a general yes if the answer for its State did not go first", async () => {
    const of = await aMission("yes");
    await aConsent(of.theCase, of.defender, of.lead, "share_with_mission", "no", {
      stateCode: "XEA",
    });
    const told = async () => (await listBriefCases(of.lead, "mission", "XEA"))[0]?.told;
    expect(await told()).toBe("no");
    expect((await listBriefCases(of.lead, "mission", "XEB"))[0]?.told).toBe("all");
    await broken(
      "app.shown_to_mission(uuid, text)",
      ["c.scope = 'share_with_mission' desc", "c.scope = 'bilateral' desc"],
      async () => expect(await told()).toBe("all"),
    );
  });

  it("is asked for by the database, whoever calls it", async () => {
    const of = await aMission(null);
    const draftId = await aMissionDraft(of);
    const { hash } = await seen(of, draftId);
    await expect(made(of.lead, draftId)).rejects.toEqual(refusal("briefs.stop.noConsentMission"));
    await expect(madeByHand(of.lead, draftId, hash)).rejects.toEqual(code("PL001"));
    await broken(
      "app.make_brief(uuid, text, text, boolean)",
      ["c.value ->> 'situation' is null", "false"],
      async () => {
        expect(await madeByHand(of.lead, draftId, hash)).toHaveLength(1);
      },
    );
  });

  it("closes the brief in the moment in which it ends", async () => {
    const briefId = await made(world.lead, await aMissionDraft(world));
    await goesOut(briefId, world.editor);
    expect(await takeBrief(world.lead, briefId, "txt")).not.toBeNull();
    await withdrawConsent(world.lead, {
      caseId: world.theCase.id,
      consentId: world.bilateral,
    } as never);
    expect(await takeBrief(world.lead, briefId, "txt")).toBeNull();
    const [row] = await asSuperuser()`select withdrawn_at from briefs where id = ${briefId}`;
    expect(row?.withdrawn_at).not.toBeNull();
    const report = await findWithdrawal(world.lead, world.theCase.id, world.bilateral);
    expect(report?.wentOut).toEqual([
      expect.objectContaining({
        kind: "brief",
        toMission: expect.objectContaining({ en: "Example State 1" }),
      }),
    ]);
  });
});

describe("the State concerned", () => {
  it("never gets a brief on its own case, whoever calls the database", async () => {
    const [state] = await asSuperuser()<
      { key: string }[]
    >`select key from states where code = 'XEG'`;
    const own = { ...world, stateKey: state?.key ?? "" };
    const draftId = await aMissionDraft(own).catch(() => null);
    const [draft] = await asSuperuser()<{ id: string }[]>`select id from brief_drafts
      where created_by = ${world.lead.membershipId} and kind = 'mission' and state_code = 'XEG'`;
    expect((await findDraft(world.lead, draftId ?? draft?.id ?? ""))?.seen).toBeNull();
    await expect(madeByHand(world.lead, draft?.id ?? "", "0".repeat(64))).rejects.toEqual(
      code("42501"),
    );
    await broken(
      "app.brief_inputs(uuid)",
      ["(k.country_code = b.state_code) = (b.kind <> 'mission')", "true"],
      async () => {
        expect((await findDraft(world.lead, draft?.id ?? ""))?.seen).not.toBeNull();
      },
    );
  });
});

describe("the cautions for us", () => {
  it("stand on a sheet for our own organisation, and in nothing that a mission reads", async () => {
    const { lead, outsider, own, theCase } = world;
    const db = asSuperuser();
    await db`insert into cautions (org_id, state_code, kind, note, source, noted_on, recorded_by)
      values (${own.id}, 'XEA', 'staff_risk', 'Kept caution', 'Kept source', '2026-01-02', ${lead.membershipId})`;
    await db`insert into mission_contacts (org_id, state_code, role, name, channel, cautions, recorded_by)
      values (${own.id}, 'XEA', 'ambassador', 'Kept name', 'Kept channel', 'Kept mind', ${lead.membershipId})`;
    await db`update cases set do_not_mention = 'Kept sister' where id = ${theCase.id}`;
    const draftId = await aMissionDraft(world);
    const briefId = await made(lead, draftId);
    const sheet = JSON.stringify(await findCautionSheet(lead, briefId));
    for (const kept of ["Kept caution", "Kept mind", "Kept sister"]) {
      expect(sheet).toContain(kept);
    }
    expect(JSON.stringify(await seen(world, draftId))).not.toContain("Kept");
    for (const format of paperFormats) {
      const file = (await takeBrief(lead, briefId, format)) ?? new Uint8Array();
      expect(Buffer.from(file).toString("latin1")).not.toContain("Kept");
    }
    const stranger = await aMember(await anOrganisation());
    for (const other of [outsider, stranger]) {
      expect(await findCautionSheet(other, briefId)).toBeNull();
    }
  });
});

it("is kept as it is written, in the parts of its own kind", async () => {
  const { lead, theCase } = world;
  const draftId = await aMissionDraft(world);
  await keepBrief(
    lead,
    KeepBrief.parse({
      draftId,
      caseIds: [theCase.id],
      language: "en",
      ask: askedFor,
      "partOut.saidBefore": "yes",
    }),
  );
  const { parts } = previewOf((await seen(world, draftId)).inputs);
  expect(parts.map(({ part }) => part)).not.toContain("recommended");
  expect(parts.find(({ part }) => part === "saidBefore")?.isOut).toBe(true);
});
