import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aConsent,
  aMember,
  anOrganisation,
  aShare,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { aSubmission } from "@/db/testing/submissions";
import { keepHearings } from "@/lib/notices/commands";
import { hearingsFrom } from "@/lib/notices/notice";
import { listNotices, placeOfNotice } from "@/lib/notices/queries";
import { asRefusal, type Refusal } from "@/lib/refusal";
import { open } from "../paper/checker/check";
import { paperFormats } from "../paper/checker/opened";
import { closeBrief, dropDraft, secondBrief, takeBackBrief, takeBackSecond } from "./commands";
import { findBrief, findDraft, findDraftBehind, takeBrief } from "./queries";
import {
  aDraft,
  aReview,
  askedFor,
  goesOut,
  made,
  minutesPass,
  type Review,
} from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const mark = "Own copy. Not to be handed out";
let review: Review;
let briefId: string;
beforeEach(async () => {
  review = await aReview();
  briefId = await aBrief();
});

const aBrief = async (ask = "Please raise both in the review.") =>
  made(review.lead, await aDraft(review, review.lead, [review.theCase], { ask }));

async function isOwnCopy(id = briefId, who: Member = review.lead): Promise<boolean> {
  const file = await takeBrief(who, id, "txt");
  expect(file).not.toBeNull();
  return Buffer.from(file ?? "")
    .toString("utf8")
    .includes(mark);
}

const refusalOf = (tried: Promise<unknown>) =>
  tried.then(
    () => null,
    (error) => (asRefusal(error) as Refusal).messageKey,
  );

const leavesAt = async (id = briefId) => (await findBrief(review.lead, id))?.leavesAt;

describe("a brief on a case that no State was ever shown", () => {
  it("says in every file that it is an own copy, until a second person agreed and ten minutes are over", async () => {
    for (const format of paperFormats) {
      const { lines, frame } = await open(
        format,
        (await takeBrief(review.lead, briefId, format)) ?? new Uint8Array(),
      );
      expect([...lines, ...frame].join(" "), format).toContain(mark);
    }
    await minutesPass(briefId, 60);
    expect(await leavesAt()).toBeNull();
    expect(await isOwnCopy()).toBe(true);
    await secondBrief(review.editor, { briefId });
    expect(await leavesAt()).toBeInstanceOf(Date);
    expect(await isOwnCopy()).toBe(true);
    await minutesPass(briefId, 10);
    expect(await isOwnCopy()).toBe(false);
  });

  it("is agreed to by another editor of all its cases alone", async () => {
    const reader = await aMember(review.own, "reader");
    const partner = await anOrganisation();
    const { theCase, defender, lead } = review;
    await aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", {
      organisation: partner,
    });
    await aShare(theCase, lead, partner, "contribute");
    for (const who of [review.lead, review.outsider, reader, await aMember(partner)]) {
      await expect(secondBrief(who, { briefId })).rejects.toThrow();
    }
    expect(await leavesAt()).toBeNull();
    await secondBrief(review.editor, { briefId });
    await secondBrief(review.editor, { briefId });
    expect(await leavesAt()).toBeInstanceOf(Date);
  });

  it("would be agreed to by its own author without the rule (the broken variant)", async () => {
    await broken("app.second_brief(uuid)", [" or b.made_by = app.membership()", ""], async () => {
      // The table itself still refuses.
      await expect(secondBrief(review.lead, { briefId })).rejects.toThrow();
      await asSuperuser()`alter table briefs drop constraint a_second_person_is_somebody_else`;
      await secondBrief(review.lead, { briefId });
    });
    expect(await leavesAt()).toBeInstanceOf(Date);
    await asSuperuser().begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update briefs set second_by = null, second_at = null where second_by = made_by`;
    });
    await asSuperuser()`alter table briefs add constraint a_second_person_is_somebody_else
      check ((second_by is null) = (second_at is null) and (second_by is null or second_by <> made_by))`;
  });

  describe("is told of", () => {
    const waiting = async (member: Member) =>
      (await listNotices(member)).rows.filter(({ word }) => word === "briefWaits").length;
    const mailed = async (member: Member) =>
      (
        await asSuperuser()`select 1 from app.notices_to_mail(${member.personId}) x
          join notices n on n.org_id = x.org_id and n.id = x.id where n.kind = 'brief_waits'`
      ).length;

    it("to those who may agree and wish to hear of it, once for several on the same cases", async () => {
      const { editor, lead, outsider, own, theCase } = review;
      const reader = await aMember(own, "reader");
      await inTeam(theCase, reader, "reader");
      const silent = await aMember(own);
      await inTeam(theCase, silent, "editor");
      await keepHearings(silent, { ...hearingsFrom([]), brief_waits: "not" });
      await closeBrief(lead, { briefId });
      const [first, second] = [await aBrief("One."), await aBrief("Another.")];
      for (const [who, times] of [
        [editor, 1],
        [lead, 0],
        [outsider, 0],
        [reader, 0],
        [silent, 0],
      ] as const) {
        expect([await waiting(who), await mailed(who)]).toEqual([times, times]);
      }
      const [notice] = (await listNotices(editor)).rows;
      expect(await asActor(editor, (tx) => placeOfNotice(tx, notice?.id ?? ""))).toBe(
        `/briefs/${first}`,
      );
      await secondBrief(editor, { briefId: second });
      expect([await waiting(editor), await mailed(editor)]).toEqual([0, 0]);
    });

    it("of the next one, where the one that they were told of was closed", async () => {
      await aBrief("One more.");
      expect(await waiting(review.editor)).toBe(1);
      await closeBrief(review.lead, { briefId });
      expect([await waiting(review.editor), await mailed(review.editor)]).toEqual([1, 1]);
    });

    it("to whoever comes into the team to agree", async () => {
      const { own, theCase } = review;
      const late = await aMember(own);
      await inTeam(theCase, late, "reader");
      expect(await waiting(late)).toBe(0);
      await asSuperuser()`update case_team set role = 'editor' where membership_id = ${late.membershipId}`;
      expect([await waiting(late), await mailed(late)]).toEqual([1, 1]);
    });

    it("to nobody any more once it is closed", async () => {
      expect(await waiting(review.editor)).toBe(1);
      await closeBrief(review.lead, { briefId });
      expect([await waiting(review.editor), await mailed(review.editor)]).toEqual([0, 0]);
    });

    it("to its author, too, if nothing left them out (the broken variant)", async () => {
      await broken("app.may_second(uuid,uuid)", ["m.id <> b.made_by", "true"], async () => {
        await closeBrief(review.lead, { briefId });
        await aBrief("Another.");
        expect(await waiting(review.lead)).toBe(1);
      });
    });
  });

  it("opens the way for other briefs on it, which wait for ten minutes only", async () => {
    await goesOut(briefId, review.editor);
    const next = await aBrief("Another sentence.");
    expect(await isOwnCopy(next)).toBe(true);
    await minutesPass(next, 10);
    expect(await isOwnCopy(next)).toBe(false);
  });

  it("has shown nothing to anybody where it was closed within the ten minutes", async () => {
    await secondBrief(review.editor, { briefId });
    await closeBrief(review.lead, { briefId });
    expect(await takeBrief(review.lead, briefId, "txt")).toBeNull();
    expect(await leavesAt(await aBrief("Another sentence."))).toBeNull();
  });

  it("is held from nobody where nothing is said to wait (the broken variant)", async () => {
    await broken(
      "app.brief_waits(briefs)",
      ["b.withdrawn_at is null and exists", "false and exists"],
      async () => {
        await minutesPass(briefId, 10);
        expect(await isOwnCopy()).toBe(false);
      },
    );
    expect(await isOwnCopy()).toBe(true);
  });

  it("tells nobody else when it goes out", async () => {
    await goesOut(briefId, review.editor);
    const asked = (who: Member) =>
      asActor(who, (tx) =>
        tx.execute<{ at: Date | null }>(sql`select app.brief_leaves_at(${briefId}::uuid) as at`),
      );
    expect((await asked(review.lead))[0]?.at).not.toBeNull();
    for (const who of [review.outsider, await aMember(await anOrganisation())]) {
      expect((await asked(who))[0]?.at).toBeNull();
    }
  });

  it("goes out at once without the hold (the broken variant)", async () => {
    await broken(
      "app.take_out_brief(uuid,text)",
      ["> clock_timestamp()", "< 'epoch'"],
      async () => {
        await secondBrief(review.editor, { briefId });
        expect(await isOwnCopy()).toBe(false);
      },
    );
  });
});

describe("an agreement", () => {
  it("is told with who gave it and when, to whoever reads the brief", async () => {
    const { editor, lead, own, theCase } = review;
    expect(await findBrief(lead, briefId)).toMatchObject({ agreedBy: null, agreedAt: null });
    await secondBrief(editor, { briefId });
    const reader = await aMember(own, "reader");
    await inTeam(theCase, reader, "reader");
    for (const who of [lead, editor, reader]) {
      expect(await findBrief(who, briefId)).toMatchObject({
        agreedBy: editor.personName,
        agreedAt: expect.any(Date),
        isAgreedByMe: who === editor,
        agreedWith: 1,
      });
    }
  });

  it("is taken back by whoever gave it, and stands in the log with that", async () => {
    const { editor, lead, outsider } = review;
    const next = await aBrief("Another sentence.");
    await secondBrief(editor, { briefId });
    await minutesPass(briefId, 9);
    expect(await leavesAt(next)).toBeInstanceOf(Date);
    for (const who of [lead, outsider, await aMember(await anOrganisation())]) {
      await expect(takeBackSecond(who, { briefId })).rejects.toMatchObject({ code: "42501" });
    }
    await takeBackSecond(editor, { briefId });
    // What it had opened on the same case waits as well.
    expect([await leavesAt(), await leavesAt(next)]).toEqual([null, null]);
    await minutesPass(briefId, 60);
    expect(await isOwnCopy()).toBe(true);
    const noted = await asSuperuser()`select details -> 'second_at' as moved from audit_log
      where subject = 'briefs' and subject_id = ${briefId} and person_id = ${editor.personId} order by at`;
    expect(noted.map(({ moved }) => moved)).toEqual([
      [null, expect.any(String)],
      [expect.any(String), null],
    ]);
  });

  it("stays after ten minutes, and once a State was shown one of its cases", async () => {
    const { editor, theCase } = review;
    await secondBrief(editor, { briefId });
    await asSuperuser()`insert into disclosures (org_id, case_id, kind, audience, recipient_state_code, channel)
      values (${theCase.orgId}, ${theCase.id}, 'edition', 'missions', 'XEA', 'mail')`;
    const tried = () => refusalOf(takeBackSecond(editor, { briefId }));
    expect(await tried()).toBe("briefs.refused.shownMeanwhile");
    await minutesPass(briefId, 10);
    expect(await tried()).toBe("briefs.refused.tenMinutes");
  });

  it("stays once a letter left that nobody else had to agree to because of it", async () => {
    const { editor, lead, theCase } = review;
    const letter = await aSubmission(theCase, lead);
    const isTaken = (isOwn: boolean) =>
      asSuperuser()`insert into submission_copies (org_id, case_id, submission_id, format, hash, is_own, taken_by)
        values (${theCase.orgId}, ${theCase.id}, ${letter}, 'pdf', ${"0".repeat(64)}, ${isOwn}, ${lead.membershipId})`;
    await asSuperuser().begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update submissions set kind = 'allegation' where id = ${letter}`;
    });
    await secondBrief(editor, { briefId });
    await isTaken(true);
    await takeBackSecond(editor, { briefId });
    await secondBrief(editor, { briefId });
    await isTaken(false);
    expect(await refusalOf(takeBackSecond(editor, { briefId }))).toBe(
      "briefs.refused.shownMeanwhile",
    );
  });

  it("would be taken back by anybody who edits its cases without the rule (the broken variant)", async () => {
    const another = await aMember(review.own);
    await inTeam(review.theCase, another, "editor");
    await secondBrief(review.editor, { briefId });
    await expect(takeBackSecond(another, { briefId })).rejects.toMatchObject({ code: "42501" });
    await broken(
      "app.take_back_second(uuid)",
      ["b.second_by is distinct from app.membership()", "false"],
      async () => {
        await takeBackSecond(another, { briefId });
        expect(await leavesAt()).toBeNull();
      },
    );
  });

  it("leaves ten minutes to undo it for older papers on the same cases too", async () => {
    const older = await aBrief("Another sentence.");
    await minutesPass(older, 60);
    await secondBrief(review.editor, { briefId });
    expect(await isOwnCopy(older)).toBe(true);
    await broken(
      "app.brief_leaves_at(uuid)",
      ["b.audience <> 'coalition' then", "false then"],
      async () => expect(await isOwnCopy(older)).toBe(false),
    );
    await minutesPass(briefId, 10);
    expect(await isOwnCopy(older)).toBe(false);
  });
});

describe("taking a brief back", () => {
  const closed = async (id = briefId) => !(await findBrief(review.lead, id))?.stands;

  it("closes it for good and leads its author back to what they wrote", async () => {
    const draftId = await takeBackBrief(review.lead, { briefId });
    expect(await closed()).toBe(true);
    expect(await takeBrief(review.lead, briefId, "txt")).toBeNull();
    expect((await findDraft(review.lead, draftId ?? ""))?.draft.ask).toBe(
      "Please raise both in the review.",
    );
    expect(await takeBackBrief(review.lead, { briefId })).toBe(draftId);
    // The same made again is another brief, which waits anew.
    const again = await made(review.lead, draftId ?? "");
    expect(again).not.toBe(briefId);
    expect(await leavesAt(again)).toBeNull();
  });

  it("is its author's alone, and possible until it went out", async () => {
    const { editor, lead, outsider } = review;
    for (const who of [editor, outsider, await aMember(await anOrganisation())]) {
      await expect(takeBackBrief(who, { briefId })).rejects.toMatchObject({ code: "42501" });
    }
    await secondBrief(editor, { briefId });
    await minutesPass(briefId, 10);
    expect(await refusalOf(takeBackBrief(lead, { briefId }))).toBe("briefs.refused.wentOut");
    expect(await closed()).toBe(false);
    await broken(
      "app.take_back_brief(uuid)",
      ["app.brief_leaves_at(of_brief) <= clock_timestamp()", "false"],
      async () => {
        await takeBackBrief(lead, { briefId });
        expect(await closed()).toBe(true);
      },
    );
  });

  it("says that there is no draft where it was dropped, also where another was begun since", async () => {
    const { lead, theCase } = review;
    const draftId = await findDraftBehind(lead, briefId);
    expect(draftId).not.toBeNull();
    expect(await findDraftBehind(review.editor, briefId)).toBeNull();
    await dropDraft(lead, { draftId: draftId ?? "" });
    expect(await findDraftBehind(lead, briefId)).toBeNull();
    await aDraft(review, lead, [theCase], { ask: askedFor });
    expect(await findDraftBehind(lead, briefId)).toBeNull();
    expect(await takeBackBrief(lead, { briefId })).toBeNull();
    expect(await closed()).toBe(true);
  });
});

it("needs nobody else where a State was shown the case before", async () => {
  await asSuperuser()`insert into disclosures (org_id, case_id, kind, audience, recipient_state_code, channel)
    values (${review.theCase.orgId}, ${review.theCase.id}, 'edition', 'missions', 'XEA', 'mail')`;
  expect(await isOwnCopy()).toBe(true);
  await minutesPass(briefId, 10);
  expect(await isOwnCopy()).toBe(false);
});

it("is never changed otherwise", async () => {
  await goesOut(briefId, review.editor);
  for (const change of [
    "second_at = now()",
    "second_by = null, second_at = null",
    "hash = repeat('1', 64)",
  ]) {
    await expect(
      asSuperuser().unsafe(`update briefs set ${change} where id = '${briefId}'`),
      change,
    ).rejects.toThrow();
  }
});
