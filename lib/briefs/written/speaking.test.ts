import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { alertLanguages } from "@/db/reference/words";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
} from "@/db/testing/factories";
import { withdrawConsent } from "@/lib/consents/commands";
import { guestSecret } from "@/lib/guests/address";
import { makeGuestLink } from "@/lib/guests/commands";
import { copyAsFile } from "@/lib/guests/copy";
import { MakeGuestLink } from "@/lib/guests/input";
import { enterAsGuest, readVisit } from "@/lib/guests/visit";
import { checkFile, open } from "../paper/checker/check";
import { type PaperFormat, paperFormats } from "../paper/checker/opened";
import { keepBrief, startBrief } from "./commands";
import { KeepBrief } from "./input";
import { paperOf, previewOf, wordsFor } from "./preview";
import {
  findBrief,
  findCautionSheet,
  findDraft,
  findSpeakerNotes,
  listBriefCases,
  listBriefs,
  listDrafts,
  takeBrief,
} from "./queries";
import { speechOf } from "./speech-paper";
import { aDraft, aReview, askedFor, goesOut, made, madeByHand, type Review } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let review: Review;
beforeEach(async () => {
  review = await aReview("anonymous");
});

const aSpeech = (of: Review, written: Record<string, string> = {}) =>
  aDraft(of, of.lead, [of.theCase], written, "speaking");

async function seen(of: Review, draftId: string) {
  const found = await findDraft(of.lead, draftId);
  if (!found?.seen) {
    throw new Error("There is no such draft.");
  }
  return found.seen;
}

const textsOf = async (of: Review, briefId: string): Promise<string> => {
  const texts: string[] = [];
  for (const format of paperFormats) {
    const file = (await takeBrief(of.lead, briefId, format)) ?? new Uint8Array();
    const opened = await open(format, file);
    texts.push(Object.values(opened).flat().join("\n"), Buffer.from(file).toString("latin1"));
  }
  return texts.join("\n");
};

const refusal = (messageKey: string) => expect.objectContaining({ messageKey });
const code = (sqlState: string) => expect.objectContaining({ code: sqlState });

/** As the form sends it: what the point says by itself, and what is written instead. */
async function rewritten(of: Review, draftId: string, point: string, text: string) {
  const { inputs } = await seen(of, draftId);
  const { points } = speechOf(inputs, wordsFor(inputs));
  const own = points.find((one) => one.point === point);
  const sent: Record<string, unknown> = {
    ...{ draftId, caseIds: [of.theCase.id], language: "en", ask: askedFor },
  };
  points.forEach((one, at) => {
    sent[`pointAt.${one.point}`] = String(at + 1);
    sent[`was.point.${one.point}`] = one.drawn;
    sent[`text.point.${one.point}`] = one.drawn;
    sent[`reach.point.${one.point}`] = String(one.reach);
  });
  await keepBrief(
    of.lead,
    KeepBrief.parse({ ...sent, [`text.point.${point}`]: text, [`was.point.${point}`]: own?.drawn }),
  );
}

const spokenNow = async (of: Review, draftId: string) =>
  JSON.stringify(previewOf((await seen(of, draftId)).inputs).paper);

describe("speaking points", () => {
  it("begin with the minutes that a speaker usually has there, and take others", async () => {
    const draftId = await aSpeech(review);
    expect((await seen(review, draftId)).inputs.seconds).toBe(300);
    await keepBrief(
      review.lead,
      KeepBrief.parse({ draftId, language: "en", ask: askedFor, minutes: "6.5" }),
    );
    expect((await seen(review, draftId)).inputs.seconds).toBe(390);
    // Going on with it leaves them alone.
    await aSpeech(review);
    expect((await seen(review, draftId)).inputs.seconds).toBe(390);
  });

  it("say the same words in all four files and in every language, and each passes the checker", async () => {
    const draftId = await aSpeech(review, {
      text0: "Ensure that everybody can cooperate with the United Nations.",
      contact: "brief@ours.example",
    });
    for (const language of alertLanguages) {
      await asSuperuser()`update brief_drafts set language = ${language} where id = ${draftId}`;
      const look = previewOf((await seen(review, draftId)).inputs);
      expect(look.stops, language).toEqual([]);
      const briefId = await made(review.lead, draftId);
      await goesOut(briefId, review.editor);
      const told = new Map<PaperFormat, string>();
      for (const format of paperFormats) {
        const file = (await takeBrief(review.lead, briefId, format)) ?? new Uint8Array();
        const findings = await checkFile({ format, file, paper: look.paper }, []);
        expect(findings, `${language} ${format}`).toEqual([]);
        const { lines } = await open(format, file);
        told.set(
          format,
          lines.flatMap((line) => line.replace(/\p{Cf}/gu, "").split(/\s+/u)).join(" "),
        );
      }
      expect(told.get("html"), language).toBe(told.get("docx"));
    }
  });

  it("are frozen: the same inputs give the same bytes, whatever changes afterwards", async () => {
    const draftId = await aSpeech(review);
    const briefId = await made(review.lead, draftId);
    await goesOut(briefId, review.editor);
    const before = await takeBrief(review.lead, briefId, "pdf");
    await asSuperuser()`update cases set title = 'Another title' where id = ${review.theCase.id}`;
    expect(await spokenNow(review, draftId)).toContain("Another title");
    expect(Buffer.from((await takeBrief(review.lead, briefId, "pdf")) ?? [])).toEqual(
      Buffer.from(before ?? []),
    );
    expect(await findBrief(review.lead, briefId)).toMatchObject({
      kind: "speaking",
      generator: "speaking 5",
      shown: [expect.objectContaining({ shown: "label" })],
    });
  });

  it("are not made while they take longer than their minutes", async () => {
    const draftId = await aSpeech(review, { minutes: "0.5" });
    await rewritten(review, draftId, "own1", "word ".repeat(100));
    expect(previewOf((await seen(review, draftId)).inputs).stops).toEqual(["tooLong"]);
    await expect(made(review.lead, draftId)).rejects.toEqual(
      refusal("briefs.stop.tooLongSpeaking"),
    );
  });

  it("keep what was written anew, and tell when what is known has changed since", async () => {
    const point = `case.${review.theCase.id}`;
    const draftId = await aSpeech(review);
    await rewritten(review, draftId, point, "Two were stopped on their way to you.");
    expect(await spokenNow(review, draftId)).toContain("Two were stopped on their way to you.");
    await asSuperuser()`update cases set title = 'Three panellists' where id = ${review.theCase.id}`;
    const found = await findDraft(review.lead, draftId);
    const edit = found?.draft.points.find((one) => one.point === point)?.edit;
    const now = previewOf((await seen(review, draftId)).inputs).speech?.points.find(
      (one) => one.point === point,
    );
    expect(edit?.was).toContain("Two panellists");
    expect(now?.drawn).toContain("Three panellists");
    expect(now?.text).toBe("Two were stopped on their way to you.");
  });
});

describe("on several countries", () => {
  async function several() {
    const { lead, own, theCase } = review;
    const other = await aCase(lead, { title: "A lawyer of another country" });
    await asSuperuser()`update cases set country_code = 'XEA' where id = ${other.id}`;
    await aConsent(other, await aDefender(other), lead, "public_statement", "anonymous");
    const sessionId = await aSession(own, { forum: "hrc", kind: "hrc_regular" });
    return { other, of: { ...review, sessionId, stateKey: "" }, cases: [theCase, other] };
  }

  it("no State need be chosen in the Council, and its speaker has a minute and a half", async () => {
    const { cases, of } = await several();
    expect((await listBriefCases(of.lead, "speaking", null)).length).toBe(2);
    const draftId = await aDraft(of, of.lead, cases, {}, "speaking");
    const { inputs } = await seen(of, draftId);
    expect(inputs).toMatchObject({ state: null, seconds: 90, record: [] });
    const briefId = await made(of.lead, draftId);
    const text = await textsOf(of, briefId);
    expect(text).toContain("A lawyer of another country");
    expect(text).toContain("Human Rights Council");
    expect((await listBriefs(of.lead)).map(({ id }) => id)).toContain(briefId);
    const drafts = async () => (await listDrafts(of.lead)).map(({ id }) => id);
    expect(await drafts()).not.toContain(draftId);
    // Whoever begins again there goes on with it.
    expect(await aDraft(of, of.lead, cases, {}, "speaking")).toBe(draftId);
    expect(await drafts()).toContain(draftId);
  });

  it("a review has its State, and only cases of it", async () => {
    const { cases, of } = await several();
    await expect(
      startBrief(of.lead, {
        ...{ kind: "speaking", caseIds: [], language: "en" },
        ...{ sessionId: review.sessionId, stateKey: "" },
      }),
    ).rejects.toEqual(refusal("refusals.notAllowed"));
    const draftId = await aDraft(review, review.lead, [review.theCase], {}, "speaking");
    await asSuperuser()`update brief_drafts set case_ids = ${cases.map(({ id }) => id)}
      where id = ${draftId}`;
    expect((await findDraft(review.lead, draftId))?.seen).toBeNull();
    await expect(madeByHand(review.lead, draftId, "0".repeat(64))).rejects.toEqual(code("42501"));
    await broken(
      "app.brief_inputs(uuid)",
      ["(k.country_code = b.state_code) = (b.kind <> 'mission')", "true"],
      async () => expect((await findDraft(review.lead, draftId))?.seen).not.toBeNull(),
    );
  });
});

describe("what may be said of people", () => {
  it("is what consent for a public statement allows, whoever calls the database", async () => {
    const silent = await aReview(null);
    const draftId = await aSpeech(silent);
    const { hash } = await seen(silent, draftId);
    expect(await spokenNow(silent, draftId)).not.toContain("Two panellists");
    await expect(made(silent.lead, draftId)).rejects.toEqual(refusal("briefs.stop.noConsent"));
    await expect(madeByHand(silent.lead, draftId, hash)).rejects.toEqual(code("PL001"));
    await broken(
      "app.make_brief(uuid, text, text, boolean)",
      ["c.value ->> 'situation' is null", "false"],
      async () => expect(await madeByHand(silent.lead, draftId, hash)).toHaveLength(1),
    );
    const named = await aReview("yes");
    expect(await spokenNow(named, await aSpeech(named))).toContain("stopped at the airport");
  });

  it("takes what was written anew with it when less may be said one day", async () => {
    const of = await aReview("yes");
    const draftId = await aSpeech(of);
    await rewritten(of, draftId, `case.${of.theCase.id}`, "Somebody whom the words name.");
    expect(await spokenNow(of, draftId)).toContain("whom the words name");
    await aConsent(of.theCase, of.defender, of.lead, "public_statement", "anonymous");
    expect(JSON.stringify(await seen(of, draftId))).not.toContain("whom the words name");
    expect(await spokenNow(of, draftId)).toContain("Two panellists");
    await broken(
      "app.brief_inputs(uuid)",
      ["(p.value #>> '{edit,reach}')::integer <=", "0 <="],
      async () => expect(await spokenNow(of, draftId)).toContain("whom the words name"),
    );
  });

  it("ends with consent: the brief closes, and its speaker's notes with it", async () => {
    const briefId = await made(review.lead, await aSpeech(review));
    await goesOut(briefId, review.editor);
    expect(await takeBrief(review.lead, briefId, "txt")).not.toBeNull();
    expect(await findSpeakerNotes(review.lead, briefId)).not.toBeNull();
    await withdrawConsent(review.lead, {
      caseId: review.theCase.id,
      consentId: review.consent,
    } as never);
    expect(await takeBrief(review.lead, briefId, "txt")).toBeNull();
    expect(await findSpeakerNotes(review.lead, briefId)).toBeNull();
  });
});

describe("the speaker's notes", () => {
  const asked = { question0: "Who kept question?", answer0: "Kept answer." };

  async function aSpeechWithNotes() {
    await asSuperuser()`update cases set do_not_mention = 'Silent sister' where id = ${review.theCase.id}`;
    await asSuperuser()`insert into cautions (org_id, state_code, kind, note, source, noted_on, recorded_by)
      values (${review.own.id}, 'XEG', 'staff_risk', 'Kept caution', 'Kept source', '2026-01-02',
        ${review.lead.membershipId})`;
    const draftId = await aSpeech(review, asked);
    return { draftId, briefId: await made(review.lead, draftId) };
  }

  it("hold the words with their times, how people are called, what must not be said and what may be asked", async () => {
    const { briefId } = await aSpeechWithNotes();
    const notes = await findSpeakerNotes(review.lead, briefId);
    expect(notes?.speech.points.at(-1)?.until).toBe(notes?.speech.seconds);
    expect(notes?.speech.mostSeconds).toBe(300);
    expect(JSON.stringify(notes)).toContain(askedFor);
    expect(notes?.about).toMatchObject([{ doNotMention: "Silent sister" }]);
    expect(notes?.answers).toEqual([{ question: "Who kept question?", answer: "Kept answer." }]);
    expect(notes?.warnings).toMatchObject([{ note: "Kept caution" }]);
    expect(notes?.inputs.cases[0]?.people).toHaveLength(1);
    // A speech has these in the place of the sheet of cautions.
    expect(await findCautionSheet(review.lead, briefId)).toBeNull();
  });

  it("are for those who read its cases, and there are none of another kind of brief", async () => {
    const { briefId } = await aSpeechWithNotes();
    expect(await findSpeakerNotes(review.editor, briefId)).not.toBeNull();
    const stranger = await aMember(await anOrganisation());
    for (const other of [review.outsider, stranger]) {
      expect(await findSpeakerNotes(other, briefId)).toBeNull();
    }
    await broken("app.speaker_notes(uuid)", ["and app.brief_stands(b.id)", ""], async () => {
      const [row] = await notesByHand(review.outsider, briefId);
      expect(JSON.stringify(row)).toContain("Kept answer");
    });
    const paper = await made(review.lead, await aDraft(review, review.lead, [review.theCase]));
    expect(await findSpeakerNotes(review.lead, paper)).toBeNull();
  });

  it("are in no file, own copy or handed out, and in nothing that a guest reads", async () => {
    const { briefId, draftId } = await aSpeechWithNotes();
    const leaks = async (id: string) => (await textsOf(review, id)).includes("Kept");
    expect(await leaks(briefId)).toBe(false);
    await goesOut(briefId, review.editor);
    expect(await leaks(briefId)).toBe(false);
    const read = JSON.stringify(await aGuestReads(briefId));
    expect(read).toContain("Two panellists");
    expect(read).not.toContain("Kept");
    expect(JSON.stringify((await seen(review, draftId)).inputs)).not.toContain("Kept");
    await broken(
      "app.brief_inputs(uuid)",
      ["'contact', d.contact", "'contact', d.answers::text"],
      async () => {
        expect(await leaks(await made(review.lead, draftId))).toBe(true);
      },
    );
  });

  it("are kept with the brief: what may be asked is frozen too, and another answer is another brief", async () => {
    const { briefId, draftId } = await aSpeechWithNotes();
    await keepBrief(
      review.lead,
      KeepBrief.parse({
        ...{ draftId, caseIds: [review.theCase.id], language: "en", ask: askedFor },
        ...{ question0: "Who kept question?", answer0: "Another answer." },
      }),
    );
    const again = await made(review.lead, draftId);
    expect(again).not.toBe(briefId);
    expect((await findSpeakerNotes(review.lead, briefId))?.answers[0]?.answer).toBe("Kept answer.");
    expect((await findSpeakerNotes(review.lead, again))?.answers[0]?.answer).toBe(
      "Another answer.",
    );
    expect(await made(review.lead, draftId)).toBe(again);
    await expect(
      asSuperuser()`update briefs set answers = '[]' where id = ${briefId}`,
    ).rejects.toEqual(code("PL004"));
  });
});

async function notesByHand(by: Review["lead"], briefId: string) {
  return asActor(by, (tx) => tx.execute(sql`select app.speaker_notes(${briefId}::uuid) as notes`));
}

/** Everything that a guest of another State gets by their link: what is read, and the file. */
async function aGuestReads(briefId: string) {
  const [state] = await asSuperuser()<{ key: string }[]>`select key from states where code = 'XEA'`;
  await makeGuestLink(
    review.lead,
    MakeGuestLink.parse({ briefId, recipient: "A counsellor", stateKey: state?.key }),
  );
  const [link] = await asSuperuser()<{ id: string }[]>`
    select id from guest_links where brief_id = ${briefId}`;
  await asSuperuser()`update guest_links set opens_at = now() - interval '1 second', expires_at = now() + interval '1 day'
    where id = ${link?.id ?? ""}`;
  const visit = await readVisit((await enterAsGuest(guestSecret(link?.id ?? ""))) ?? "");
  const file = visit && (await copyAsFile(visit, "txt"));
  return {
    visit,
    file: Buffer.from(file ?? []).toString("utf8"),
    paper: visit && paperOf(visit.inputs),
  };
}
