import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import type { GuestAnswer } from "@/db/reference/words";
import { guestLinks } from "@/db/schema/guests";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { open } from "@/lib/briefs/paper/checker/check";
import { closeBrief } from "@/lib/briefs/written/commands";
import { aDraft, askedFor, made } from "@/lib/briefs/written/testing-world";
import { changeCommitment } from "@/lib/commitments/commands";
import { findCommitment } from "@/lib/commitments/detail-queries";
import { withdrawConsent } from "@/lib/consents/commands";
import { findWithdrawal } from "@/lib/consents/queries";
import { listNotices } from "@/lib/notices/queries";
import { asRefusal, type Refusal } from "@/lib/refusal";
import { guestSecret } from "./address";
import { confirmReply, endGuestLink, secondGuestLink, setReplyAside } from "./commands";
import { copyAsFile } from "./copy";
import { countUnconfirmed, findPrintableLink, listUnconfirmed } from "./queries";
import {
  aGuestWorld,
  aLink,
  anOpenLink,
  aVisit,
  enters,
  type GuestWorld,
  holdIsOver,
  linksSeenBy,
  recipient,
} from "./testing-world";
import { answerOnVisit, readVisit } from "./visit";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let world: GuestWorld;
beforeEach(async () => {
  world = await aGuestWorld();
});

/** What whoever tried it reads. */
const refusalOf = (tried: Promise<unknown>) =>
  tried.then(
    () => null,
    (error) => (asRefusal(error) as Refusal).messageKey,
  );

describe("a guest's link", () => {
  it("opens the brief to whoever has it, as one copy with a name across it", async () => {
    const linkId = await anOpenLink(world);
    const visit = await readVisit(await aVisit(world, linkId));
    expect(visit).toMatchObject({ recipient, state: "Example State 1", answered: null });
    const file = visit && (await copyAsFile(visit, "pdf"));
    const opened = await open("pdf", file ?? new Uint8Array());
    expect(opened.lines.join(" ")).toContain(askedFor);
    const frame = opened.frame.join(" ").replace(/\s+/g, " ");
    expect(frame).toContain(recipient);
    expect(frame).toContain(visit?.number);
  });

  it("tells before it is made that signs of a name stand as empty boxes, and is made all the same", async () => {
    const odd = "Ms. กขค 😀";
    expect(await refusalOf(aLink(world, { recipient: odd }))).toBe("guests.refused.unprinted");
    expect(await linksSeenBy(world, world.lead)).toEqual([]);
    await aLink(world, { recipient: odd, sure: "yes" });
    expect(await linksSeenBy(world, world.lead)).toMatchObject([{ recipient: odd }]);
    await aLink(world, { recipient: "Г-жа Ли, 李女士, السيدة Ö" });
    expect(await linksSeenBy(world, world.lead)).toHaveLength(2);
  });

  it("is kept as a hash alone, and its secret by nobody", async () => {
    const linkId = await anOpenLink(world);
    await aVisit(world, linkId);
    const secret = guestSecret(linkId);
    const kept = await asSuperuser()<{ text: string }[]>`
      select l::text || coalesce(v::text, '') as text from guest_links l left join guest_visits v on v.link_id = l.id`;
    expect(kept.map(({ text }) => text).join()).not.toContain(secret);
  });

  it("waits for somebody else where a case was never shown to a State, and then ten minutes", async () => {
    const linkId = await aLink(world);
    const { briefId, editor, lead } = world;
    expect((await linksSeenBy(world, lead))[0]).toMatchObject({ is: "waits", maySecond: false });
    expect((await linksSeenBy(world, editor))[0]).toMatchObject({ is: "waits", maySecond: true });
    expect(await enters(linkId)).toBeNull();
    await expect(secondGuestLink(lead, { briefId, linkId })).rejects.toThrow();
    await secondGuestLink(editor, { briefId, linkId });
    expect((await linksSeenBy(world, lead))[0]).toMatchObject({ is: "held" });
    expect(await enters(linkId)).toBeNull();
    await holdIsOver(linkId);
    expect((await linksSeenBy(world, lead))[0]).toMatchObject({ is: "open" });
    expect(await enters(linkId)).not.toBeNull();
  });

  it("needs nobody else for the second guest", async () => {
    await anOpenLink(world);
    await aLink(world, { recipient: "Another" });
    expect((await linksSeenBy(world, world.lead))[0]).toMatchObject({
      recipient: "Another",
      is: "held",
    });
  });

  it("is not agreed to because one of us took the file along", async () => {
    await asSuperuser()`insert into disclosures (org_id, case_id, kind, audience, recipient_state_code, channel)
      values (${world.own.id}, ${world.theCase.id}, 'brief', 'missions', 'XEA', 'pdf')`;
    await aLink(world);
    expect((await linksSeenBy(world, world.lead))[0]).toMatchObject({ is: "waits" });
  });

  it("is undone while it is held", async () => {
    const linkId = await aLink(world);
    const { briefId, editor, lead } = world;
    await endGuestLink(lead, { briefId, linkId });
    await expect(secondGuestLink(editor, { briefId, linkId })).rejects.toThrow();
    expect((await linksSeenBy(world, lead))[0]).toMatchObject({ is: "ended", address: null });
  });

  it("is opened twenty times at most", async () => {
    const linkId = await anOpenLink(world);
    for (let time = 0; time < 20; time++) {
      expect(await enters(linkId)).not.toBeNull();
    }
    expect(await enters(linkId)).toBeNull();
    expect((await linksSeenBy(world, world.lead))[0]).toMatchObject({ views: 20 });
    await broken("app.open_guest_link(text, text)", ["came >= 20", "false"], async () =>
      expect(await enters(linkId)).not.toBeNull(),
    );
  });

  it("is noted with each case the first time, with the State", async () => {
    const linkId = await anOpenLink(world);
    const noted =
      () => asSuperuser()`select recipient_state_code, recipient, channel, naming from disclosures
      where case_id = ${world.theCase.id} and channel = 'link'`;
    expect(await noted()).toEqual([]);
    await aVisit(world, linkId);
    await aVisit(world, linkId);
    expect([...(await noted())]).toEqual([
      { recipient_state_code: "XEA", recipient, channel: "link", naming: "situation" },
    ]);
  });
});

it("is told by name in the report of a consent that is withdrawn", async () => {
  await aVisit(world, await anOpenLink(world));
  const { bilateral, lead, theCase } = world;
  await withdrawConsent(lead, { caseId: theCase.id, consentId: bilateral });
  expect((await findWithdrawal(lead, theCase.id, bilateral))?.wentOut).toMatchObject([
    { kind: "brief", guest: recipient, by: lead.personName, toMission: { en: "Example State 1" } },
  ]);
});

describe("what ends it", () => {
  const ends: Record<string, (linkId: string) => Promise<unknown>> = {
    "somebody who takes it back": (linkId) =>
      endGuestLink(world.editor, { briefId: world.briefId, linkId }),
    "its time": (linkId) =>
      asSuperuser()`update guest_links set expires_at = now() where id = ${linkId}`,
    "the brief that is closed": () => closeBrief(world.lead, { briefId: world.briefId }),
    "consent that is withdrawn": () =>
      withdrawConsent(world.lead, { caseId: world.theCase.id, consentId: world.bilateral }),
    "the case that is gone": () => asSuperuser()`delete from cases where id = ${world.theCase.id}`,
  };
  for (const [what, end] of Object.entries(ends)) {
    it(`is ${what}, for whoever reads it too`, async () => {
      const linkId = await anOpenLink(world);
      const visit = await aVisit(world, linkId);
      expect(await readVisit(visit)).not.toBeNull();
      await end(linkId);
      expect(await readVisit(visit)).toBeNull();
      expect(await enters(linkId)).toBeNull();
      expect(await answerOnVisit(visit, { answer: "will_raise", remarks: "" })).toBe(false);
    });
  }

  it("is the end of a visit after half a day", async () => {
    const visit = await aVisit(world);
    await asSuperuser()`update guest_visits set until = now()`;
    expect(await readVisit(visit)).toBeNull();
  });

  it("turns red when consent is not looked at", async () => {
    const linkId = await anOpenLink(world);
    const visit = await aVisit(world, linkId);
    await asSuperuser()`alter table consents disable trigger z_close_briefs`;
    try {
      await asSuperuser()`update consents set withdrawn_at = now() where id = ${world.bilateral}`;
    } finally {
      await asSuperuser()`alter table consents enable trigger z_close_briefs`;
    }
    expect(await readVisit(visit)).toBeNull();
    await broken(
      "app.guest_link_is_open(guest_links)",
      ["and app.brief_is_covered(b)", ""],
      async () => {
        expect(await readVisit(visit)).not.toBeNull();
      },
    );
  });

  it("turns red when nobody looks whether it was taken back", async () => {
    const linkId = await anOpenLink(world);
    const visit = await aVisit(world, linkId);
    await endGuestLink(world.lead, { briefId: world.briefId, linkId });
    await broken(
      "app.guest_link_is_open(guest_links)",
      ["l.ended_at is null and", ""],
      async () => {
        expect(await readVisit(visit)).not.toBeNull();
      },
    );
  });

  it("is listed for those who read its brief, and turns red when lists are open to everybody", async () => {
    await anOpenLink(world);
    const reader = await aMember(world.own, "reader");
    const stranger = await aMember(await anOrganisation(), "administrator");
    const listedFor = (member: Member) =>
      asActor(member, (tx) => tx.select({ to: guestLinks.recipient }).from(guestLinks));
    expect(await listedFor(world.editor)).toEqual([{ to: recipient }]);
    for (const other of [world.outsider, reader, stranger]) {
      expect(await listedFor(other)).toEqual([]);
      expect(await linksSeenBy(world, other)).toEqual([]);
    }
    const db = asSuperuser();
    await db`create policy "open" on guest_links for select to plenary_app using (true)`;
    try {
      expect(await listedFor(stranger)).toContainEqual({ to: recipient });
    } finally {
      await db`drop policy "open" on guest_links`;
    }
  });

  it("turns red when its author may agree as well", async () => {
    const linkId = await aLink(world);
    await broken(
      "app.second_guest_link(uuid)",
      ["not found or l.created_by = app.membership()", "not found"],
      async () => {
        // Even so the table itself refuses.
        await expect(
          secondGuestLink(world.lead, { briefId: world.briefId, linkId }),
        ).rejects.toMatchObject({ code: "23514" });
      },
    );
  });
});

describe("who makes one", () => {
  it("edits all its cases, and nobody else does", async () => {
    const stranger = await aMember(await anOrganisation(), "administrator");
    const reader = await aMember(world.own);
    await inTeam(world.theCase, reader, "reader" as never).catch(() => undefined);
    for (const other of [stranger, reader, world.outsider]) {
      await expect(aLink(world, {}, other)).rejects.toThrow();
    }
    const linkId = await anOpenLink(world);
    for (const other of [stranger, reader, world.outsider]) {
      const one = { briefId: world.briefId, linkId };
      await expect(endGuestLink(other, one)).rejects.toThrow();
      await expect(secondGuestLink(other, one)).rejects.toThrow();
      expect(await findPrintableLink(other, world.briefId, linkId)).toBeNull();
    }
    expect(await linksSeenBy(world, stranger)).toEqual([]);
    expect(await findPrintableLink(world.lead, world.briefId, linkId)).not.toBeNull();
  });

  it("can't make one for a State that a case concerns, nor past the mission's own", async () => {
    const { briefId, lead, sessionId, theCase } = world;
    const db = asSuperuser();
    for (const code of ["XEG", "XEB"]) {
      const [state] = await db<{ key: string }[]>`select key from states where code = ${code}`;
      // A mission's brief is for its own mission, whatever is sent.
      await aLink(world, { stateKey: state?.key, recipient: `Of ${code}` });
    }
    const states = await db<{ state_code: string }[]>`select distinct state_code from guest_links
      where brief_id = ${briefId}`;
    expect(states.map(({ state_code }) => state_code)).toEqual(["XEA"]);

    await aConsent(theCase, world.defender, lead, "public_statement", "anonymous");
    const [concerned] = await db<{ key: string }[]>`select key from states where code = 'XEG'`;
    const review = { ...world, stateKey: concerned?.key ?? "", sessionId };
    world.briefId = await made(lead, await aDraft(review, lead, [theCase]));
    expect(await refusalOf(aLink(world, { stateKey: concerned?.key }))).toBe(
      "guests.refused.ownState",
    );
    expect(await refusalOf(aLink(world))).toBe("guests.refused.state");
    await broken(
      "app.make_guest_link(uuid, uuid, text, text, integer, bytea)",
      ["and c.country_code = to_state", "and c.country_code = 'none'"],
      async () => {
        await aLink(world, { stateKey: concerned?.key });
      },
    );
  });
});

describe("an answer", () => {
  const answers = async (answer: GuestAnswer, remarks = "In the dialogue") => {
    const visit = await aVisit(world);
    expect(await answerOnVisit(visit, { answer, remarks })).toBe(true);
    return visit;
  };
  const standing = () => asSuperuser()`select stage, word, word_text, word_said_by from commitments
    where case_id = ${world.theCase.id} and state_code = 'XEA'`;

  it("is nobody's word before one of us confirms it", async () => {
    await answers("will_raise");
    expect([...(await standing())]).toEqual([]);
    expect(await countUnconfirmed(world.lead)).toBe(1);
    expect(await countUnconfirmed(world.outsider)).toBe(0);
    const told = async (member: Member) =>
      (await listNotices(member)).rows.filter(({ word }) => word === "guestAnswered").length;
    expect([await told(world.lead), await told(world.outsider)]).toEqual([1, 0]);
    const mailed = () => asSuperuser()`select 1 from app.notices_to_mail(${world.lead.personId})`;
    expect(await mailed()).toHaveLength(1);

    const [reply] = await listUnconfirmed(world.editor);
    await confirmReply(world.editor, { replyId: reply?.id ?? "" });
    expect([...(await standing())]).toEqual([
      { stage: "agreed", word: 4, word_text: "In the dialogue", word_said_by: recipient },
    ]);
    expect(await countUnconfirmed(world.lead)).toBe(0);
    expect(await mailed()).toEqual([]);
    const again = confirmReply(world.lead, { replyId: reply?.id ?? "" });
    expect(await refusalOf(again)).toBe("guests.refused.settled");
  });

  it("moves an ask that stands there already", async () => {
    const id = await aCommitment(world.theCase, world.sessionId, {
      stateCode: "XEA",
      stage: "asked",
    });
    await changeCommitment(world.lead, id, { nextStep: "Wait for an answer", dueOn: "2018-03-13" });
    await answers("cannot");
    const [reply] = await listUnconfirmed(world.lead);
    await confirmReply(world.lead, { replyId: reply?.id ?? "" });
    expect([...(await standing())]).toMatchObject([{ stage: "declined", word: 4 }]);
    expect(await findCommitment(world.lead, id)).toMatchObject({ nextStep: "", dueOn: null });
  });

  it("takes nothing back of what the State has said in the room since", async () => {
    const raised = await aCommitment(world.theCase, world.sessionId, {
      stateCode: "XEA",
      stage: "agreed",
    });
    await asSuperuser()`update commitments set is_raised = true where id = ${raised}`;
    const before = [...(await standing())];
    await answers("cannot");
    const [reply] = await listUnconfirmed(world.lead);
    await confirmReply(world.lead, { replyId: reply?.id ?? "" });
    expect([...(await standing())]).toEqual(before);
    expect(before).toHaveLength(1);
  });

  it("gives way to a later one of the same guest", async () => {
    const visit = await answers("considering");
    await answerOnVisit(visit, { answer: "will_raise", remarks: "" });
    expect((await listUnconfirmed(world.lead)).map(({ answer }) => answer)).toEqual(["will_raise"]);
    expect(await readVisit(visit)).toMatchObject({ answered: { answer: "will_raise" } });
  });

  it("sent twice is one", async () => {
    const visit = await answers("considering");
    await answerOnVisit(visit, { answer: "considering", remarks: "In the dialogue" });
    const [{ n } = { n: 0 }] = await asSuperuser()<{ n: number }[]>`
      select count(*)::int as n from guest_replies r join guest_links l on l.id = r.link_id
      where l.brief_id = ${world.briefId}`;
    expect(n).toBe(1);
  });

  it("is set aside without a trace in the tracker", async () => {
    await answers("will_raise");
    const [reply] = await listUnconfirmed(world.lead);
    await expect(setReplyAside(world.outsider, { replyId: reply?.id ?? "" })).rejects.toThrow();
    await broken("app.settle_guest_reply(uuid, text)", ["and app.writes_all(b.case_ids)", ""], () =>
      setReplyAside(world.outsider, { replyId: reply?.id ?? "" }),
    );
    await asSuperuser()`update guest_replies set outcome = null, settled_at = null, settled_by = null
      where id = ${reply?.id ?? ""}`;
    await setReplyAside(world.lead, { replyId: reply?.id ?? "" });
    expect([...(await standing())]).toEqual([]);
    expect(await listUnconfirmed(world.lead)).toEqual([]);
  });

  it("is confirmed on all cases of a brief", async () => {
    const { lead, sessionId } = world;
    const second = await aCase(lead, { title: "Another" });
    const person = await aDefender(second);
    await aConsent(second, person, lead, "bilateral", "anonymous");
    world.briefId = await made(
      lead,
      await aDraft(world, lead, [world.theCase, second], {}, "mission"),
    );
    await inTeam(second, world.editor, "editor");
    await answers("will_raise");
    const [reply] = await listUnconfirmed(lead);
    await confirmReply(lead, { replyId: reply?.id ?? "" });
    const rows = await asSuperuser()`select distinct stage from commitments
      where session_id = ${sessionId} and state_code = 'XEA'`;
    expect([...rows]).toEqual([{ stage: "agreed" }]);
    const [{ n } = { n: 0 }] = await asSuperuser()<
      { n: number }[]
    >`select count(*)::int as n from commitments
      where session_id = ${sessionId} and state_code = 'XEA'`;
    expect(n).toBe(2);
  });
});
