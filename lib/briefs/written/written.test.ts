import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { alertLanguages } from "@/db/reference/words";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { aScene } from "@/lib/alerts/testing-scene";
import { withdrawConsent } from "@/lib/consents/commands";
import { checkFile, open } from "../paper/checker/check";
import { type PaperFormat, paperFormats } from "../paper/checker/opened";
import { countPages } from "../paper/pdf/pdf";
import { wordsOf } from "../paper/words";
import { closeBrief, dropDraft, keepBrief, makeBrief, startBrief } from "./commands";
import { KeepBrief } from "./input";
import { paperOf, previewOf } from "./preview";
import { findBrief, findDraft, listBriefs, listDrafts, takeBrief } from "./queries";
import { aDraft, aReview, askedFor, goesOut, made, madeByHand, type Review } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let review: Review;
beforeEach(async () => {
  review = await aReview();
});

const aBriefOf = async (of: Review, by: Member = of.lead) =>
  made(by, await aDraft(of, by, [of.theCase]));

async function read(who: Member, briefId: string): Promise<string | null> {
  const file = await takeBrief(who, briefId, "txt");
  return file && Buffer.from(file).toString("utf8");
}

async function seen(by: Member, draftId: string) {
  const found = await findDraft(by, draftId);
  if (!found?.seen) {
    throw new Error("There is no such draft.");
  }
  return found.seen;
}

const refusal = (messageKey: string) => expect.objectContaining({ messageKey });
const code = (sqlState: string) => expect.objectContaining({ code: sqlState });

describe("a pre-session brief", () => {
  it("holds the ask first, the case without its words, what was typed, and the care to take", async () => {
    const draftId = await aDraft(review, review.lead, [review.theCase], {
      text0: "Second said.",
      place0: "2",
      kind0: "question",
      text1: "First said.",
      place1: "1",
      contact: "brief@ours.example",
    });
    const text = (await read(review.lead, await made(review.lead, draftId))) ?? "";
    expect(text.indexOf(askedFor)).toBeLessThan(text.indexOf("Two panellists"));
    expect(text.indexOf("First said.")).toBeLessThan(text.indexOf("Second said."));
    for (const words of [
      "Brief for the review of Example State 7",
      "Detention",
      "Advance question",
      "brief@ours.example",
      "The State under review may read this brief.",
      "Our record holds nothing that States said before",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain("airport");
  });

  it("holds the words of a case only where everybody may be named in public", async () => {
    const open = await aReview("yes");
    const text = await read(open.lead, await aBriefOf(open));
    expect(text).toContain("They were stopped at the airport.");
    expect(text).toContain("Both were to speak.");
  });

  it("tells what is on the public record, and where two sources differ", async () => {
    const cuba = await aReview();
    await asSuperuser()`update cases set country_code = 'CUB' where id = ${cuba.theCase.id}`;
    const [state] = await asSuperuser()<
      { key: string }[]
    >`select key from states where code = 'CUB'`;
    const text = await read(cuba.lead, await aBriefOf({ ...cuba, stateKey: state?.key ?? "" }));
    expect(text).toContain("two speakers had been kept from travelling to Geneva");
    for (const name of ["Germany", "Czechia", "Mexico", "Slovakia"]) {
      expect(text).toContain(name);
    }
    expect(text).toContain("In one of the sources only: Slovakia.");
  });

  it("says who agreed only where the State lets that be said in public", async () => {
    const agree = async (stateCode: string, more: Record<string, unknown>) => {
      const id = await aCommitment(review.theCase, review.sessionId, {
        stateCode,
        stage: "agreed",
      });
      await asSuperuser()`update commitments set ${asSuperuser()({ word: 4, confidentiality: "public", ...more })}
        where id = ${id}`;
    };
    await agree("XEA", {});
    await agree("XEB", { confidentiality: "coalition" });
    await agree("XEC", { confidentiality: "not_for_attribution" });
    await agree("XED", { confidentiality: "team" });
    await agree("XEE", { word: 1 });
    await agree("XEF", { closed_as: "withdrawn" });
    const text = await read(review.lead, await aBriefOf(review));
    expect(text).toContain("Example State 1");
    for (const kept of ["State 2", "State 3", "State 4", "State 5", "State 6"]) {
      expect(text).not.toContain(kept);
    }
  });

  it("says the same words in all four files and in every language, and each passes the checker", async () => {
    const draftId = await aDraft(review, review.lead, [review.theCase], {
      text0: "Ensure that everybody can cooperate with the United Nations.",
    });
    for (const language of alertLanguages) {
      const { inputs } = await seen(review.lead, draftId);
      await keepBrief(review.lead, {
        draftId,
        caseIds: [review.theCase.id],
        language,
        ask: inputs.ask,
        wordings: inputs.wordings,
        contact: "",
        parts: [],
        words: [],
        form: undefined,
        seen: undefined,
        over: undefined,
        minutes: undefined,
        points: [],
        answers: [],
        looked: [],
        places: {},
      });
      const briefId = await made(review.lead, draftId);
      await goesOut(briefId, review.editor);
      const paper = paperOf((await seen(review.lead, draftId)).inputs);
      const told = new Map<PaperFormat, string>();
      for (const format of paperFormats) {
        const file = (await takeBrief(review.lead, briefId, format)) ?? new Uint8Array();
        expect(await checkFile({ format, file, paper }, []), `${language} ${format}`).toEqual([]);
        const { lines } = await open(format, file);
        told.set(
          format,
          lines.flatMap((line) => line.replace(/\p{Cf}/gu, "").split(/\s+/u)).join(" "),
        );
      }
      expect(told.get("html")).toBe(told.get("docx"));
      expect(told.get("html")).toBe(wordsOf(paper).join(" "));
    }
  }, 120_000);

  it("gives the same bytes each time, also when the case has changed since", async () => {
    const briefId = await aBriefOf(review);
    for (const format of paperFormats) {
      const first = await takeBrief(review.lead, briefId, format);
      await asSuperuser()`update cases set title = ${`Changed ${format}`} where id = ${review.theCase.id}`;
      const again = await takeBrief(review.editor, briefId, format);
      expect(first && again && Buffer.compare(first, again), format).toBe(0);
    }
  });

  it("is the same brief when the button is pressed twice", async () => {
    const draftId = await aDraft(review, review.lead, [review.theCase]);
    expect(await made(review.lead, draftId)).toBe(await made(review.lead, draftId));
  });

  it("is noted with each of its cases each time that it is taken", async () => {
    const briefId = await aBriefOf(review);
    await takeBrief(review.editor, briefId, "docx");
    expect(
      await asSuperuser()`select kind, audience, channel, naming, brief_id, person_id from disclosures
        where case_id = ${review.theCase.id}`,
    ).toMatchObject([
      {
        kind: "brief",
        audience: "public",
        channel: "docx",
        naming: "situation",
        brief_id: briefId,
        person_id: review.editor.personId,
      },
    ]);
  });
});

describe("the parts of a brief", () => {
  it("stand where somebody put them, and what is left out is not told, nor its sources", async () => {
    await asSuperuser()`update cases set country_code = 'CUB' where id = ${review.theCase.id}`;
    const [state] = await asSuperuser()<
      { key: string }[]
    >`select key from states where code = 'CUB'`;
    const cuba = { ...review, stateKey: state?.key ?? "" };
    const text = async (written: Record<string, string>) =>
      (await read(
        review.lead,
        await made(review.lead, await aDraft(cuba, review.lead, [review.theCase], written)),
      )) ?? "";
    const usual = await text({ contact: "brief@ours.example" });
    expect(usual.indexOf("Two panellists")).toBeLessThan(usual.indexOf("brief@ours.example"));
    expect(usual).toContain("Germany");
    expect(usual).toMatch(/ishr\.ch/);
    const moved = await text({
      contact: "brief@ours.example",
      "partAt.contact": "1",
      "partAt.cases": "2",
      "partOut.spoken": "yes",
      "partOut.recommended": "yes",
    });
    expect(moved.indexOf(askedFor)).toBeLessThan(moved.indexOf("brief@ours.example"));
    expect(moved.indexOf("brief@ours.example")).toBeLessThan(moved.indexOf("Two panellists"));
    expect(moved).not.toMatch(/Germany|ishr\.ch/);
  });

  it("always hold the care to take, whatever is sent", async () => {
    const draftId = await aDraft(review, review.lead, [review.theCase], { "partOut.care": "yes" });
    expect(await read(review.lead, await made(review.lead, draftId))).toContain(
      "The State under review may read this brief.",
    );
  });

  it("are counted, and it is said in which the second page begins", async () => {
    const open = await aReview("yes");
    await asSuperuser()`update cases set summary = ${"They were stopped at the airport. ".repeat(60)}
      where id = ${open.theCase.id}`;
    const draftId = await aDraft(open, open.lead, [open.theCase], { "partOut.contact": "yes" });
    const { pages, paper, parts, turns, turnsAt } = previewOf(
      (await seen(open.lead, draftId)).inputs,
    );
    expect(pages).toBe(2);
    // What stands before keeps to the first page, and with the next block it does not.
    expect(turns).not.toBeNull();
    const upTo = (count: number) => countPages({ ...paper, blocks: paper.blocks.slice(0, count) });
    expect([upTo(turnsAt ?? 0), upTo((turnsAt ?? 0) + 1)]).toEqual([1, 2]);
    const wordsIn = (name: string) => parts.find(({ part }) => part === name);
    expect(wordsIn("cases")?.words).toBeGreaterThan(300);
    expect(wordsIn("contact")).toMatchObject({ isOut: true, words: 0 });
  });
});

describe("words of a case that a brief says in its own way", () => {
  const summaryOf = (of: Review) => `text.${of.theCase.id}.summary`;
  const was = (of: Review) => ({
    [`was.${of.theCase.id}.summary`]: "They were stopped at the airport.",
  });

  it("stand in the brief and not in the case, and stay when the case changes", async () => {
    const open = await aReview("yes");
    const draftId = await aDraft(open, open.lead, [open.theCase], {
      ...was(open),
      [summaryOf(open)]: "Both were held for a day.",
    });
    const text = async () => read(open.lead, await made(open.lead, draftId));
    expect(await text()).toContain("Both were held for a day.");
    expect(await text()).not.toContain("airport");
    await asSuperuser()`update cases set summary = 'Released since.' where id = ${open.theCase.id}`;
    expect(await text()).toContain("Both were held for a day.");
    expect((await findDraft(open.lead, draftId))?.draft.edits).toMatchObject({
      [open.theCase.id]: { summary: { was: "They were stopped at the airport." } },
    });
  });

  it("do not leave where the case's own words may not be told", async () => {
    const open = await aReview("yes");
    const draftId = await aDraft(open, open.lead, [open.theCase], {
      ...was(open),
      [summaryOf(open)]: "Both were held for a day.",
    });
    await aConsent(open.theCase, open.defender, open.lead, "public_statement", "anonymous");
    const text = await read(open.lead, await made(open.lead, draftId));
    expect(text).toContain("Two panellists");
    expect(text).not.toMatch(/airport|held for a day/);
    expect(JSON.stringify((await seen(open.lead, draftId)).inputs)).not.toContain("held for a day");
  });

  it("would leave if the database told the case's words where nobody is to be named", async () => {
    const open = await aReview("yes");
    const draftId = await aDraft(open, open.lead, [open.theCase], {
      ...was(open),
      [summaryOf(open)]: "Both were held for a day.",
    });
    await aConsent(open.theCase, open.defender, open.lead, "public_statement", "anonymous");
    await broken(
      "app.told_of_case(cases, integer)",
      ["'words', case when everyone = 2", "'words', case when everyone >= 1"],
      async () =>
        expect(JSON.stringify((await seen(open.lead, draftId)).inputs)).toContain("held for a day"),
    );
  });

  it("are taken for fields that may be told alone", async () => {
    const open = await aReview("yes");
    const draftId = await aDraft(open, open.lead, [open.theCase]);
    await asSuperuser()`update brief_drafts set edits = ${asSuperuser().json({
      [open.theCase.id]: { doNotMention: { was: "", text: "Slipped in." } },
    })} where id = ${draftId}`;
    expect(JSON.stringify((await seen(open.lead, draftId)).inputs)).not.toContain("Slipped in.");
    await broken("app.brief_inputs(uuid)", ["where told.is -> 'words' ? e.key", ""], async () =>
      expect(JSON.stringify((await seen(open.lead, draftId)).inputs)).toContain("Slipped in."),
    );
  });
});

describe("letting go", () => {
  it("of a draft is its author's, and leaves the briefs that were made of it", async () => {
    const draftId = await aDraft(review, review.lead, [review.theCase]);
    const briefId = await made(review.lead, draftId);
    await expect(dropDraft(review.editor, { draftId })).rejects.toEqual(
      refusal("refusals.notAllowed"),
    );
    await dropDraft(review.lead, { draftId });
    expect(await listDrafts(review.lead)).toEqual([]);
    expect(await read(review.lead, briefId)).toContain("Two panellists");
  });

  it("of a brief closes it for good, for whoever writes about its cases, also when pressed twice", async () => {
    const briefId = await aBriefOf(review);
    await closeBrief(review.editor, { briefId });
    await closeBrief(review.editor, { briefId });
    expect(await read(review.lead, briefId)).toBeNull();
    expect(await findBrief(review.lead, briefId)).toMatchObject({
      stands: false,
      withdrawnBy: review.editor.membershipId,
    });
    // The same text again is a new brief.
    expect(await aBriefOf(review)).not.toBe(briefId);
  });

  it("of a brief would be anybody's if the database did not ask for an editor", async () => {
    const briefId = await aBriefOf(review);
    const reader = await aMember(review.own);
    await inTeam(review.theCase, reader, "reader");
    await broken("app.close_brief(uuid)", ["and r.level in ('lead', 'edit')", ""], async () =>
      closeBrief(reader, { briefId }),
    );
    expect(await read(review.lead, briefId)).toBeNull();
  });

  it("of a brief is refused to everybody else, and it stands", async () => {
    const briefId = await aBriefOf(review);
    const administrator = await aMember(review.own, "administrator");
    const reader = await aMember(review.own);
    await inTeam(review.theCase, reader, "reader");
    for (const other of [
      review.outsider,
      administrator,
      reader,
      await aMember(await anOrganisation()),
    ]) {
      await expect(closeBrief(other, { briefId })).rejects.toEqual(code("42501"));
    }
    expect(await read(review.lead, briefId)).toContain("Two panellists");
  });
});

describe("what keeps a brief from being made", () => {
  it("is an ask of more than thirty words, and no ask at all", async () => {
    const { lead, theCase } = review;
    const long = await aDraft(review, lead, [theCase], { ask: "word ".repeat(31) });
    await expect(made(lead, long)).rejects.toEqual(refusal("briefs.stop.askTooLong"));
    const just = await aDraft(review, lead, [theCase], { ask: "word ".repeat(30) });
    await expect(made(lead, just)).resolves.toBeTruthy();
    const none = await aDraft(review, lead, [theCase], { ask: " " });
    await expect(made(lead, none)).rejects.toEqual(refusal("briefs.stop.noAsk"));
    const { hash } = await seen(lead, none);
    await expect(madeByHand(lead, none, hash)).rejects.toEqual(code("PL004"));
  });

  it("is a third page, and it says by how many words to trim and where", async () => {
    const open = await aReview("yes");
    await asSuperuser()`update cases set summary = ${"They were stopped at the airport. ".repeat(200)}
      where id = ${open.theCase.id}`;
    const draftId = await aDraft(open, open.lead, [open.theCase]);
    const { pages, trims } = previewOf((await seen(open.lead, draftId)).inputs);
    expect(pages).toBeGreaterThan(2);
    expect(trims).toMatchObject([{ heading: "Facts" }]);
    expect(trims?.[0]?.words).toBeGreaterThan(100);
    await expect(made(open.lead, draftId)).rejects.toEqual(refusal("briefs.stop.tooLong"));
  });

  it.each([null, "no"] as const)("is consent that is not there: %s", async (answer) => {
    const closed = await aReview(answer);
    const draftId = await aDraft(closed, closed.lead, [closed.theCase]);
    const { hash, inputs } = await seen(closed.lead, draftId);
    expect(JSON.stringify(inputs)).not.toMatch(/airport|Two panellists|Label/);
    await expect(made(closed.lead, draftId)).rejects.toEqual(refusal("briefs.stop.noConsent"));
    await expect(madeByHand(closed.lead, draftId, hash)).rejects.toEqual(code("PL001"));
  });

  it("is a change since it was looked at", async () => {
    const draftId = await aDraft(review, review.lead, [review.theCase]);
    const { hash } = await seen(review.lead, draftId);
    await asSuperuser()`update cases set title = 'Three panellists' where id = ${review.theCase.id}`;
    await expect(makeBrief(review.lead, { draftId, hash, confirmed: "yes" })).rejects.toEqual(
      refusal("briefs.refused.changed"),
    );
    await expect(madeByHand(review.lead, draftId, hash)).rejects.toEqual(code("PL003"));
  });

  it("is that nobody looked at it as the State under review", async () => {
    const draftId = await aDraft(review, review.lead, [review.theCase]);
    const { hash } = await seen(review.lead, draftId);
    await expect(madeByHand(review.lead, draftId, hash, false)).rejects.toEqual(code("PL004"));
  });

  it("is a protected name that was typed, wherever it stands, and the refusal does not repeat it", async () => {
    const scene = await aScene();
    const of = { ...review, theCase: scene.theCase };
    const session = await asSuperuser()`update sessions set org_id = ${scene.own.id}
      where id = ${review.sessionId} returning id`;
    expect(session).toHaveLength(1);
    for (const [where, kind] of [
      ["ask", "pre_session"],
      ["text0", "pre_session"],
      ["contact", "pre_session"],
      // In no file, and yet for colleagues who do not know it.
      ["answer0", "speaking"],
    ] as const) {
      const typed = { [where]: "Please ask about AMINA Exa\u00admple." };
      const draftId = await aDraft(of, scene.lead, [scene.theCase], typed, kind);
      const failed = await made(scene.lead, draftId).catch((error: Error) => error);
      expect(failed, where).toEqual(refusal("briefs.refused.name"));
      expect(String(failed)).not.toMatch(/amina/i);
    }
  });

  it("is a part of one that was typed for it, until somebody looked, and no part of the cases' own words", async () => {
    const scene = await aScene();
    const of = { ...review, theCase: scene.theCase };
    await asSuperuser()`update sessions set org_id = ${scene.own.id} where id = ${review.sessionId}`;
    await asSuperuser()`update cases set title = 'Amina and others' where id = ${scene.theCase.id}`;
    await made(scene.lead, await aDraft(of, scene.lead, [scene.theCase]));
    for (const [where, kind, words] of [
      ["ask", "pre_session", "Please ask about AMÍNA."],
      ["text0", "pre_session", "Please ask about Amina."],
      ["contact", "pre_session", "Amina, at the office"],
      ["answer0", "speaking", "Amina is safe."],
    ] as const) {
      const draftId = await aDraft(of, scene.lead, [scene.theCase], { [where]: words }, kind);
      await expect(made(scene.lead, draftId), where).rejects.toEqual(
        refusal("refusals.partOfName"),
      );
      const found = await findDraft(scene.lead, draftId);
      const hash = found?.seen?.hash ?? "";
      const sure = { draftId, hash, confirmed: "yes", sure: "yes" } as const;
      expect(await makeBrief(scene.lead, sure)).not.toBe("");
    }
  });
});

describe("the wall around briefs", () => {
  it("keeps drafts to whoever writes them", async () => {
    const draftId = await aDraft(review, review.lead, [review.theCase]);
    for (const other of [review.editor, review.outsider, await aMember(await anOrganisation())]) {
      expect(await findDraft(other, draftId)).toBeNull();
      expect(await listDrafts(other)).toEqual([]);
      const input = KeepBrief.parse({ draftId, language: "en", ask: "Another" });
      await expect(keepBrief(other, input)).rejects.toEqual(refusal("refusals.notAllowed"));
      await expect(madeByHand(other, draftId, "0".repeat(64))).rejects.toEqual(code("42501"));
    }
  });

  it("lets nobody write about a case that they do not edit", async () => {
    const { lead, outsider, theCase } = review;
    await asSuperuser()`update cases set visibility = 'organisation' where id = ${theCase.id}`;
    const partnerOrganisation = await anOrganisation();
    const partner = await aMember(partnerOrganisation);
    await aConsent(theCase, review.defender, lead, "share_with_organisation", "yes", {
      organisation: partnerOrganisation,
    });
    await aShare(theCase, lead, partnerOrganisation, "contribute");
    const teamReader = await aMember(review.own);
    await inTeam(theCase, teamReader, "reader");
    for (const who of [outsider, teamReader]) {
      const draftId = await aDraft(review, who, [theCase]);
      expect((await findDraft(who, draftId))?.seen).toBeNull();
      await expect(made(who, draftId)).rejects.toEqual(refusal("refusals.notAllowed"));
      await expect(madeByHand(who, draftId, "0".repeat(64))).rejects.toEqual(code("42501"));
    }
    // Their organisation does not even see the session.
    await expect(aDraft(review, partner, [theCase])).rejects.toEqual(code("42501"));
  });

  it("lets a role that only reads write nothing, and take what was made of cases that it reads", async () => {
    const reader = await aMember(review.own, "reader");
    await expect(aDraft(review, reader, [review.theCase])).rejects.toEqual(code("42501"));
    const briefId = await aBriefOf(review);
    expect(await findBrief(reader, briefId)).toBeNull();
    await asSuperuser()`update cases set visibility = 'organisation' where id = ${review.theCase.id}`;
    expect(await findBrief(reader, briefId)).toMatchObject({ stands: true });
    expect(await read(reader, briefId)).toContain(askedFor);
  });

  it("shows a brief to nobody who does not read all of its cases, nor to another organisation", async () => {
    const { lead, outsider, own } = review;
    const second = await aCase(lead, { visibility: "organisation" });
    const defender = await aDefender(second);
    await aConsent(second, defender, lead, "public_statement", "anonymous");
    const briefId = await made(lead, await aDraft(review, lead, [review.theCase, second]));
    const partnerOrganisation = await anOrganisation();
    await aConsent(second, defender, lead, "share_with_organisation", "yes", {
      organisation: partnerOrganisation,
    });
    await aShare(second, lead, partnerOrganisation);
    const strangers = [
      outsider,
      await aMember(partnerOrganisation),
      await aMember(own, "administrator"),
    ];
    for (const other of strangers) {
      expect(await findBrief(other, briefId)).toBeNull();
      expect(await listBriefs(other)).toEqual([]);
      expect(await read(other, briefId)).toBeNull();
    }
    expect(await asSuperuser()`select 1 from disclosures where brief_id = ${briefId}`).toHaveLength(
      0,
    );
    expect(await listBriefs(lead)).toMatchObject([{ id: briefId, stands: true }]);
  });

  it("takes only cases of the State under review", async () => {
    const other = await aCase(review.lead, { countryCode: "XEF" });
    const draftId = await aDraft(review, review.lead, [review.theCase, other]);
    await expect(made(review.lead, draftId)).rejects.toEqual(refusal("refusals.notAllowed"));
  });

  it("closes a brief in the moment in which somebody of whom it speaks withdraws, and no other", async () => {
    const other = await aReview();
    const [briefId, theirs] = [await aBriefOf(review), await aBriefOf(other)];
    expect(await read(review.lead, briefId)).toContain("Two panellists");
    await withdrawConsent(review.lead, {
      caseId: review.theCase.id,
      consentId: review.consent,
    } as never);
    expect(await read(review.lead, briefId)).toBeNull();
    expect(await findBrief(review.lead, briefId)).toMatchObject({ stands: false });
    expect(await read(other.lead, theirs)).toContain("Two panellists");
    // What was closed stays closed.
    await aConsent(review.theCase, review.defender, review.lead, "public_statement", "yes");
    expect(await read(review.lead, briefId)).toBeNull();
  });

  it("closes a brief that names when its people may only be spoken of from now on", async () => {
    const open = await aReview("yes");
    const briefId = await aBriefOf(open);
    await aConsent(open.theCase, open.defender, open.lead, "public_statement", "anonymous");
    expect(await read(open.lead, briefId)).toBeNull();
  });

  it("closes a brief when the last day of a consent is over, though nothing happened", async () => {
    const briefId = await aBriefOf(review);
    await asSuperuser().begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update consents set valid_until = current_date - 1 where id = ${review.consent}`;
    });
    expect(await read(review.lead, briefId)).toBeNull();
    expect(await findBrief(review.lead, briefId)).toMatchObject({ stands: false });
  });

  it("turns red when a file no longer asks for consent", async () => {
    const briefId = await aBriefOf(review);
    await asSuperuser().begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update consents set withdrawn_at = now() where id = ${review.consent}`;
    });
    expect(await read(review.lead, briefId)).toBeNull();
    await broken(
      "app.brief_is_covered(briefs)",
      ["select not exists (", "select true or not exists ("],
      async () => expect(await read(review.lead, briefId)).toContain("Two panellists"),
    );
  });

  it("lets nobody change a brief, nor read what it is made from but by taking it out", async () => {
    const briefId = await aBriefOf(review);
    const tried = (statement: ReturnType<typeof sql>) =>
      asActor(review.lead, (tx) => tx.execute(statement));
    for (const statement of [
      sql`update briefs set language = 'fr' where id = ${briefId}`,
      sql`update briefs set withdrawn_at = null where id = ${briefId}`,
      sql`delete from briefs where id = ${briefId}`,
      sql`select inputs from briefs where id = ${briefId}`,
      sql`select app.told_in_public(k) from cases k`,
      sql`select app.brief_inputs(${briefId}::uuid)`,
    ]) {
      await expect(tried(statement)).rejects.toEqual(code("42501"));
    }
    const db = asSuperuser();
    await expect(db`update briefs set inputs = '{}' where id = ${briefId}`).rejects.toEqual(
      code("PL004"),
    );
    await db`update briefs set withdrawn_at = now() where id = ${briefId}`;
    await expect(db`update briefs set withdrawn_at = null where id = ${briefId}`).rejects.toEqual(
      code("PL004"),
    );
  });

  it("removes what was made of a case with the case", async () => {
    const briefId = await aBriefOf(review);
    await asSuperuser()`delete from cases where id = ${review.theCase.id}`;
    expect(await asSuperuser()`select 1 from briefs where id = ${briefId}`).toHaveLength(0);
    expect(await listDrafts(review.lead)).toEqual([]);
  });

  it("stays, with its session, when the example goes", async () => {
    const briefId = await aBriefOf(review);
    await asSuperuser()`update sessions set is_example = true where id = ${review.sessionId}`;
    const administrator = await aMember(review.own, "administrator");
    await asActor(administrator, (tx) => tx.execute(sql`select app.remove_example()`));
    expect(await read(review.lead, briefId)).toContain(askedFor);
  });

  it("goes on with the draft that is there for the State and session", async () => {
    const { lead, sessionId, stateKey, theCase } = review;
    const first = await aDraft(review, lead, [theCase]);
    const again = await startBrief(lead, {
      kind: "pre_session",
      sessionId,
      stateKey,
      caseIds: [theCase.id],
      language: "fr",
    });
    expect(again).toBe(first);
    expect((await findDraft(lead, first))?.draft).toMatchObject({ ask: askedFor, language: "fr" });
  });
});

describe("a draft in two windows", () => {
  const forms = ["0198c1d2-0000-7000-8000-000000000001", "0198c1d2-0000-7000-8000-000000000002"];

  it("is not replaced by a form that did not see what the other saved, until its author says so", async () => {
    const { lead, theCase } = review;
    const draftId = await aDraft(review, lead, [theCase]);
    const keep = (of: number, ask: string, more: Record<string, unknown>) =>
      keepBrief(
        lead,
        KeepBrief.parse({
          draftId,
          caseIds: [theCase.id],
          language: "en",
          ask,
          form: forms[of],
          ...more,
        }),
      );
    const standing = async () => (await findDraft(lead, draftId))?.draft;
    const seen = (await standing())?.version;

    await keep(0, "First.", { seen });
    // Sent before the page came back: the same form knows what it wrote.
    await keep(0, "First, and more.", { seen });
    await expect(keep(1, "Second.", { seen })).rejects.toEqual(refusal("refusals.conflict"));
    expect((await standing())?.ask).toBe("First, and more.");

    const shown = (await standing())?.version;
    await keep(0, "First once more.", { seen });
    await expect(keep(1, "Second.", { seen, over: shown })).rejects.toEqual(
      refusal("refusals.conflict"),
    );
    await keep(1, "Second.", { seen, over: (await standing())?.version });
    expect((await standing())?.ask).toBe("Second.");
    await expect(keep(0, "First again.", { seen })).rejects.toEqual(refusal("refusals.conflict"));
  });
});
