import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { referralFields } from "@/db/reference/support-words";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent, aDefender, aMember, inTeam } from "@/db/testing/factories";
import { withdrawConsent } from "@/lib/consents/commands";
import { findWithdrawal } from "@/lib/consents/queries";
import { asRefusal } from "@/lib/refusal";
import { aWorld, code, realName, refusal, type World } from "@/lib/submissions/testing-world";
import { mutate } from "@/lib/testing-permissions";
import { changeRequest, closeRequest, reopenRequest } from "../requests/commands";
import { ChangeRequest } from "../requests/input";
import { listRequests } from "../requests/queries";
import {
  agree,
  answered,
  aRequest,
  halted,
  helper,
  newestConsent,
  prepare,
  sealedWords,
  sent,
  text,
  today,
} from "../testing-request";
import { askedBefore, notToAsk } from "./asked";
import { listMissingFields, putReferralAway, withdrawReferralConsent } from "./commands";
import { RecordAnswer } from "./input";
import { listReferralConsents, listReferrals, standingByKey } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** A request that may be put to one organisation, with what it may be told. */
async function agreed(fields: readonly string[]) {
  const world = await aWorld();
  const requestId = await aRequest(world, world.lead);
  await agree(world, world.lead, requestId, fields);
  return { world, requestId };
}

/** As `prepareReferral` does at the end, past everything that lib checks. */
const preparedByHand = ({ lead, caseId }: World, requestId: string, fields: string[]) =>
  asActor(lead, (tx) =>
    tx.execute(sql`insert into referrals (org_id, case_id, request_id, support_key, support_name, fields, sealed, prepared_by)
      values (${lead.organisationId}, ${caseId}, ${requestId}, ${helper}, 'By hand',
        ${sql.raw(`'{${fields.join(",")}}'`)}::text[], 'v1.x.x.x.x', ${lead.membershipId})`),
  );

const withdraw = async (world: World, requestId: string, by = world.lead) =>
  withdrawReferralConsent(by, {
    caseId: world.caseId,
    requestId,
    consentId: await newestConsent(world, world.lead, requestId),
  });

describe("the text of a referral", () => {
  it("tells who, situation and needs in this order, and the name where that was agreed to", async () => {
    const { world, requestId } = await agreed(referralFields);
    const id = await prepare(world, world.lead, requestId);
    const told = await text(world, world.editor, requestId, id);
    expect(told.split("\n\n").map((block) => block.split("\n")[0])).toEqual([
      expect.stringMatching(/^To: /),
      expect.stringMatching(/^We ask you/),
      "Who",
      "Situation",
      "Needs",
      "What somebody wrote in their own words stands as they wrote it, in their language.",
      expect.stringMatching(/^Please tell us/),
    ]);
    expect(told).toContain(`Name: ${realName}`);
    expect(told).toContain("Safe channel: zqchannel (through zqholder alone)");
    expect(told).toContain("Where they are now: zqplace (Example State 6)");
    expect(told).toContain("Amount: 1,500 euros");
    const [row] = await asSuperuser()`select f::text as whole from referrals f where id = ${id}`;
    expect(row?.whole).not.toMatch(/zqplace|zqneeds|Zqamina/);
  });

  it("with nothing agreed to but the question tells the kind of support and how soon", async () => {
    const { world, requestId } = await agreed([]);
    const id = await prepare(world, world.lead, requestId);
    const [head, opening, ...told] = (await text(world, world.lead, requestId, id)).split("\n\n");
    expect(head).toMatch(
      /^To: .+\nFrom: Ours\nDate: \d+ \w+ \d{4}\nOur reference: [0-9A-F]{8}\nPlease answer to: Desk, desk@network.example$/,
    );
    expect(opening).toMatch(/^We ask you to look at this request/);
    expect(told).toEqual([
      "Needs\nKind of support: Temporary relocation\nHow soon: This week",
      expect.stringMatching(/^Please tell us whether you can help/),
    ]);
  });

  it("is not made where a protected name stands in the words that was not agreed to", async () => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead, { needs: `A bed for ${realName}` });
    await agree(world, world.lead, requestId, ["needs"]);
    await expect(prepare(world, world.lead, requestId)).rejects.toEqual(
      refusal("support.refused.name"),
    );
    await agree(world, world.lead, requestId, ["needs", "name"]);
    await prepare(world, world.lead, requestId);
  });

  it("waits, where a part of a name may stand in the words, until somebody looked", async () => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead, { needs: "A bed for Zqamina" });
    await agree(world, world.lead, requestId, ["needs"]);
    await expect(prepare(world, world.lead, requestId)).rejects.toEqual(
      refusal("refusals.partOfName"),
    );
    await prepare(world, world.lead, requestId, { sure: "yes" });
  });

  it("tells what is kept, and says of what was agreed to and is not", async () => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead, { tried: "" });
    await agree(world, world.lead, requestId, ["name", "contact", "family", "needs", "tried"]);
    await prepare(world, world.lead, requestId);
    const [one] = await listReferrals(world.lead, world.caseId, requestId);
    expect(one?.fields).toEqual(["name", "needs"]);
    const of = { caseId: world.caseId, requestId, supportKey: helper };
    expect(await listMissingFields(world.lead, of)).toEqual(["contact", "family", "tried"]);
    await expect(listMissingFields(world.outsider, of)).rejects.toEqual(
      refusal("refusals.notAllowed"),
    );
  });

  it("is not made for a programme that is halted", async () => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead);
    await agree(world, world.lead, requestId, ["needs"], { supportKey: halted });
    await expect(prepare(world, world.lead, requestId, { supportKey: halted })).rejects.toEqual(
      refusal("support.refused.halted"),
    );
    expect(await listReferrals(world.lead, world.caseId, requestId)).toEqual([]);
  });

  it("is prepared once by one sending", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const once = uuidv7();
    const [first, second] = [
      await prepare(world, world.lead, requestId, {}, once),
      await prepare(world, world.lead, requestId, {}, once),
    ];
    expect(second).toBe(first);
  });

  it("notes whoever looks at an identity by it", async () => {
    const { world, requestId } = await agreed(["name"]);
    const id = await prepare(world, world.lead, requestId);
    await text(world, world.editor, requestId, id);
    const looks = await asSuperuser()`select person_id from audit_log
      where subject = 'defender_identities' and action = 'read' and case_id = ${world.caseId}`;
    expect(looks).toHaveLength(2);
  });
});

/** The request with other needs than before. */
const rewrite = ({ lead, caseId }: World, requestId: string, needs: string) =>
  changeRequest(
    lead,
    ChangeRequest.parse({
      caseId,
      requestId,
      version: 1,
      kind: "temporary_relocation",
      nature: "practical",
      urgency: "this_week",
      ...sealedWords,
      needs,
    }),
  );

describe("a text that is older than its request", () => {
  it("is not read any more, and recorded as sent only by whoever says that it did go out", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const id = await prepare(world, world.lead, requestId);
    await rewrite(world, requestId, "zqnewneeds");
    expect(await listReferrals(world.lead, world.caseId, requestId)).toMatchObject([
      { id, isOlder: true },
    ]);
    await expect(text(world, world.lead, requestId, id)).rejects.toEqual(
      refusal("support.refused.textClosed"),
    );
    await broken("app.read_referral(uuid)", ["x.sent_on is not null or", "true or"], async () => {
      expect(await text(world, world.lead, requestId, id)).toContain("zqneeds");
    });
    await expect(sent(world, world.lead, requestId, id)).rejects.toEqual(
      refusal("support.refused.older"),
    );
    const again = await prepare(world, world.lead, requestId);
    expect(again).not.toBe(id);
    expect(await text(world, world.lead, requestId, again)).toContain("zqnewneeds");
    await sent(world, world.lead, requestId, again);
    await sent(world, world.lead, requestId, id, { didGo: "yes" });
  });

  it("keeps what was sent, and says that the request changed since", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const id = await prepare(world, world.lead, requestId);
    await sent(world, world.lead, requestId, id);
    await rewrite(world, requestId, "zqnewneeds");
    expect(await text(world, world.lead, requestId, id)).toContain("What is needed: zqneeds");
    expect(await listReferrals(world.lead, world.caseId, requestId)).toMatchObject([
      { isOlder: true },
    ]);
  });

  it("is none where the request was only closed and opened again", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const id = await prepare(world, world.lead, requestId);
    await closeRequest(world.lead, { caseId: world.caseId, requestId, closedAs: "helped" });
    await reopenRequest(world.lead, { caseId: world.caseId, requestId });
    expect(await text(world, world.lead, requestId, id)).toContain("zqneeds");
  });
});

describe("consent to refer", () => {
  it.each([
    ["nobody was asked", async () => {}],
    [
      "they said no",
      async (world: World, requestId: string) =>
        agree(world, world.lead, requestId, ["needs"], { answer: "no" }),
    ],
    [
      "it ran out",
      async (world: World, requestId: string) =>
        agree(world, world.lead, requestId, ["needs"], {
          validUntil: "2026-01-02",
          "obtained.precision": "unknown",
        }),
    ],
    [
      "it was withdrawn",
      async (world: World, requestId: string) => {
        await agree(world, world.lead, requestId, ["needs"]);
        await withdraw(world, requestId);
      },
    ],
    [
      "it is about another organisation",
      async (world: World, requestId: string) =>
        agree(world, world.lead, requestId, ["needs"], { supportKey: "front-line-defenders" }),
    ],
    [
      "it covers less",
      async (world: World, requestId: string) => agree(world, world.lead, requestId, ["amount"]),
    ],
  ] as const)("keeps a referral off where %s, whoever asks for it", async (_, given) => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead);
    await given(world, requestId);
    await expect(preparedByHand(world, requestId, ["needs"])).rejects.toEqual(code("PL001"));
    await broken(
      "app.guard_referrals()",
      [
        "if not app.referral_allows(new.request_id, new.support_key, new.fields) then",
        "if false then",
      ],
      () => preparedByHand(world, requestId, ["needs"]),
    );
  });

  it("withdrawn between the match and the referral stops it", async () => {
    const { world, requestId } = await agreed(["needs"]);
    await withdraw(world, requestId);
    await expect(prepare(world, world.lead, requestId)).rejects.toMatchObject({ code: "PL001" });
    expect(await listReferrals(world.lead, world.caseId, requestId)).toEqual([]);
  });

  it("withdrawn after a text was prepared closes it at once, for whoever has it open too", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const id = await prepare(world, world.lead, requestId);
    expect(await text(world, world.lead, requestId, id)).toContain("zqneeds");
    await withdraw(world, requestId);
    await expect(text(world, world.lead, requestId, id)).rejects.toEqual(
      refusal("support.refused.textClosed"),
    );
    const [one] = await listReferrals(world.lead, world.caseId, requestId);
    expect(one?.withdrawnAt).toBeInstanceOf(Date);
    // A new yes does not open the old text again.
    await agree(world, world.lead, requestId, ["needs"]);
    await expect(text(world, world.lead, requestId, id)).rejects.toEqual(
      refusal("support.refused.textClosed"),
    );
  });

  it("is withdrawn by any of the team, who may only read too, and by nobody else", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const { lead, own, outsider, stranger, theCase } = world;
    const [readers, advocates] = [await aMember(own, "reader"), await aMember(own)];
    for (const member of [readers, advocates]) {
      await inTeam(theCase, member, "reader");
    }
    const id = await prepare(world, lead, requestId);
    for (const other of [outsider, stranger]) {
      await expect(withdraw(world, requestId, other)).rejects.toMatchObject({
        reason: "not-allowed",
      });
    }
    expect(await text(world, lead, requestId, id)).toContain("zqneeds");
    await withdraw(world, requestId, readers);
    await expect(text(world, lead, requestId, id)).rejects.toEqual(
      refusal("support.refused.textClosed"),
    );
    // A request that is closed is no reason to go on telling.
    await agree(world, lead, requestId, ["needs"]);
    const after = await prepare(world, lead, requestId);
    await closeRequest(lead, { caseId: world.caseId, requestId, closedAs: "helped" });
    await withdraw(world, requestId, advocates);
    await expect(text(world, lead, requestId, after)).rejects.toEqual(
      refusal("support.refused.textClosed"),
    );
  });

  it("could not be withdrawn by whoever only reads if the wall asked for more than the team", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const reader = await aMember(world.own, "reader");
    await inTeam(world.theCase, reader, "reader");
    const policy = "the team of a case ends consent to refer";
    const mend = await mutate({
      name: "readers are refused",
      policies: [policy],
      sql: `alter policy "${policy}" on referral_consents using (app.role() in ('administrator', 'advocate'))`,
    });
    try {
      await expect(withdraw(world, requestId, reader)).rejects.toMatchObject({
        reason: "not-allowed",
      });
    } finally {
      await mend();
    }
    await withdraw(world, requestId, reader);
  });

  it("that ended before a text was sent asked nobody, and what did go out all the same is never asked after", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const id = await prepare(world, world.lead, requestId);
    const all = () => listReferrals(world.lead, world.caseId, requestId);
    expect([...askedBefore(await all())]).toEqual([[helper, "prepared"]]);
    await withdraw(world, requestId);
    expect([...askedBefore(await all())]).toEqual([]);
    const consents = await listReferralConsents(world.lead, world.caseId, requestId);
    // Nor is it suggested next: they took back what they had said of it.
    expect([...notToAsk(await all(), consents, today())]).toEqual([helper]);
    await expect(sent(world, world.lead, requestId, id)).rejects.toEqual(
      refusal("support.refused.closed"),
    );
    await sent(world, world.lead, requestId, id, { didGo: "yes", followUpOn: today() });
    expect(await all()).toMatchObject([{ sentOn: today(), followUpOn: null }]);
    expect([...askedBefore(await all())]).toEqual([[helper, "asked"]]);
  });

  it("that ended after a text was sent ends that it is asked after", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const id = await prepare(world, world.lead, requestId);
    await sent(world, world.lead, requestId, id, { followUpOn: today() });
    const isToAsk = async () => (await listRequests(world.lead)).rows[0]?.isToFollowUp;
    expect(await isToAsk()).toBe(true);
    await withdraw(world, requestId);
    expect(await isToAsk()).toBe(false);
  });

  it("that ran out since closes the text too", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const id = await prepare(world, world.lead, requestId);
    await asSuperuser()`alter table referral_consents disable trigger user`;
    await asSuperuser()`update referral_consents set valid_until = '2026-01-01' where request_id = ${requestId}`;
    await asSuperuser()`alter table referral_consents enable trigger user`;
    await expect(text(world, world.lead, requestId, id)).rejects.toEqual(
      refusal("support.refused.textClosed"),
    );
  });

  it("is never changed, and a withdrawal never taken back", async () => {
    const { world, requestId } = await agreed(["needs"]);
    await withdraw(world, requestId);
    const to = (set: string) =>
      asActor(world.lead, (tx) =>
        tx.execute(
          sql`update referral_consents set ${sql.raw(set)} where request_id = ${requestId}`,
        ),
      );
    await expect(to("withdrawn_at = null")).rejects.toEqual(code("PL004"));
    await expect(to("fields = '{name}'")).rejects.toEqual(code("42501"));
  });

  it("counts from its newest answer", async () => {
    const { world, requestId } = await agreed(["needs"]);
    await agree(world, world.lead, requestId, [], { answer: "no" });
    await expect(preparedByHand(world, requestId, ["needs"])).rejects.toEqual(code("PL001"));
  });

  it("is worth nothing to a reader of the screen once it ran out or was withdrawn", () => {
    const one = { id: "", supportKey: "a", isAllowed: true, fields: ["needs" as const] };
    const rest = {
      givenBy: "defender" as const,
      channel: null,
      risksExplained: true,
      obtainedOn: null,
      obtainedUntil: null,
      obtainedPrecision: "unknown" as const,
      obtainedBy: null,
      recordedAt: new Date(),
    };
    const stands = (validUntil: string | null, withdrawnAt: Date | null) =>
      standingByKey([{ ...one, ...rest, validUntil, withdrawnAt }], "2026-04-13").get("a");
    expect(stands(null, null)).toMatchObject({ isAllowed: true, fields: ["needs"] });
    expect(stands("2026-04-13", null)).toMatchObject({ isAllowed: true });
    expect(stands("2026-04-12", null)).toMatchObject({ isAllowed: false, fields: [] });
    expect(stands(null, new Date())).toMatchObject({ isAllowed: false, fields: [] });
  });
});

describe("what became of a referral", () => {
  it("is recorded once it was sent, with the reason of a refusal, and read by the team alone", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const id = await prepare(world, world.lead, requestId);
    await expect(
      answered(world, world.lead, requestId, id, { outcome: "accepted" }),
    ).rejects.toMatchObject({ code: "23514" });
    await sent(world, world.lead, requestId, id);
    await answered(world, world.editor, requestId, id, {
      outcome: "refused",
      refusal: "no_funds",
      words: "zqanswer",
    });
    expect(await listReferrals(world.lead, world.caseId, requestId)).toMatchObject([
      {
        outcome: "refused",
        refusal: "no_funds",
        answer: { words: "zqanswer" },
        channel: "secure_form",
      },
    ]);
    const [row] = await asSuperuser()`select f::text as whole from referrals f where id = ${id}`;
    expect(row?.whole).not.toMatch(/zqanswer/);
    for (const other of [world.outsider, world.reader, world.stranger]) {
      expect(await listReferrals(other, world.caseId, requestId)).toEqual([]);
      await expect(text(world, other, requestId, id)).rejects.toEqual(
        refusal("support.refused.textClosed"),
      );
    }
  });

  it("stays what was said first about the sending, and is not sent before it was prepared", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const id = await prepare(world, world.lead, requestId);
    await expect(
      sent(world, world.lead, requestId, id, { sentOn: "2020-01-01" }),
    ).rejects.toSatisfy((error) => {
      expect(asRefusal(error)).toMatchObject({
        messageKey: "support.refused.sentBefore",
        field: "sentOn",
      });
      return true;
    });
    expect(() => sent(world, world.lead, requestId, id, { followUpOn: "2020-01-01" })).toThrow(
      "forms.dayPassed",
    );
    await sent(world, world.lead, requestId, id);
    await expect(sent(world, world.lead, requestId, id)).rejects.toEqual(
      refusal("refusals.notAllowed"),
    );
  });

  it("is in the record of what left, which a withdrawal lists", async () => {
    const { world, requestId } = await agreed(["needs", "name"]);
    const id = await prepare(world, world.lead, requestId);
    await sent(world, world.lead, requestId, id);
    const rows =
      await asSuperuser()`select kind, recipient, naming, channel from disclosures where referral_id = ${id}`;
    expect(rows).toEqual([
      {
        kind: "referral",
        recipient: expect.stringContaining("ProtectDefenders.eu"),
        naming: "person",
        channel: "secure_form",
      },
    ]);
    const consentId = await aConsent(
      world.theCase,
      world.defender,
      world.lead,
      "public_statement",
      "yes",
    );
    await withdrawConsent(world.lead, { caseId: world.caseId, consentId });
    const withdrawal = await findWithdrawal(world.lead, world.caseId, consentId);
    expect(withdrawal?.wentOut).toMatchObject([
      { kind: "referral", sentTo: expect.stringContaining("ProtectDefenders.eu") },
    ]);
    // What left for one person is not what another one's withdrawal has to follow up.
    const somebodyElse = await aDefender(world.theCase);
    const theirs = await aConsent(
      world.theCase,
      somebodyElse,
      world.lead,
      "public_statement",
      "yes",
    );
    await withdrawConsent(world.lead, { caseId: world.caseId, consentId: theirs });
    expect((await findWithdrawal(world.lead, world.caseId, theirs))?.wentOut).toEqual([]);
  });

  it("is asked for again from its day on, until there is an answer", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const id = await prepare(world, world.lead, requestId);
    const isToAsk = async () => (await listRequests(world.lead)).rows[0]?.isToFollowUp;
    await sent(world, world.lead, requestId, id, { followUpOn: "2100-01-01" });
    expect(await isToAsk()).toBe(false);
    await asSuperuser()`update referrals set follow_up_on = current_date where id = ${id}`;
    expect(await isToAsk()).toBe(true);
    await answered(world, world.lead, requestId, id, { outcome: "accepted" });
    expect(await isToAsk()).toBe(false);
  });

  it("is not written over by whoever saw an earlier state", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const id = await prepare(world, world.lead, requestId);
    await sent(world, world.lead, requestId, id);
    await answered(world, world.lead, requestId, id, { outcome: "accepted" });
    await expect(
      answered(world, world.editor, requestId, id, { outcome: "no_answer", version: 1 }),
    ).rejects.toEqual(refusal("support.changedSince"));
  });

  it("that was not sent can be put away, and one that was sent can't", async () => {
    const { world, requestId } = await agreed(["needs"]);
    const [first, second] = [
      await prepare(world, world.lead, requestId),
      await prepare(world, world.lead, requestId, {}, uuidv7()),
    ];
    const away = (referralId: string) =>
      putReferralAway(world.editor, { caseId: world.caseId, requestId, referralId });
    await away(first);
    await expect(text(world, world.lead, requestId, first)).rejects.toEqual(
      refusal("support.refused.textClosed"),
    );
    await sent(world, world.lead, requestId, second);
    await expect(away(second)).rejects.toEqual(refusal("refusals.notAllowed"));
  });

  it("begins nowhere once the request is closed", async () => {
    const { world, requestId } = await agreed(["needs"]);
    await closeRequest(world.lead, { caseId: world.caseId, requestId, closedAs: "helped" });
    await expect(preparedByHand(world, requestId, ["needs"])).rejects.toEqual(code("PL004"));
  });

  it("needs a reason where it was refused, and no day where nobody answered", () => {
    const read = (given: object) =>
      RecordAnswer.safeParse({
        caseId: uuidv7(),
        requestId: uuidv7(),
        referralId: uuidv7(),
        version: "1",
        ...given,
      });
    expect(
      read({ outcome: "refused", answeredOn: "2026-04-13" }).error?.issues.map(
        (one) => one.message,
      ),
    ).toEqual(["support.answer.reasonMissing"]);
    expect(
      read({
        outcome: "refused",
        refusal: "no_funds",
        answeredOn: "2026-04-13",
        amount: "500",
        currency: "EUR",
      }).error?.issues,
    ).toMatchObject([{ path: ["amount"], message: "support.answer.amountWithoutYes" }]);
    expect(read({ outcome: "accepted" }).success).toBe(false);
    expect(read({ outcome: "no_answer", answeredOn: "2026-04-13" }).data).toMatchObject({
      answeredOn: null,
      refusal: null,
    });
  });
});
