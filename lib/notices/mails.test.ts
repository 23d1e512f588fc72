import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { NoticeKind } from "@/db/reference/words";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aMember,
  aMembership,
  anOrganisation,
  type Case,
  type Member,
} from "@/db/testing/factories";
import { aMailServer, headerOf, type MailServer } from "@/lib/mail/testing";
import { type Send, sendNoticeMails } from "./mails";

useDatabase();

const root = new URL("../../", import.meta.url).pathname;

/** A zone in which it is this hour now. */
function zoneAt(hour: number): string {
  const offset = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  return offset === 0 ? "UTC" : `Etc/GMT${offset > 0 ? "-" : "+"}${Math.abs(offset)}`;
}

async function livesAt(member: Member, hour: number): Promise<void> {
  await asSuperuser()`update people set time_zone = ${zoneAt(hour)} where id = ${member.personId}`;
}

/** Somebody of a team for whom it is noon. */
async function aReceiver(hour = 12): Promise<{ member: Member; theCase: Case }> {
  const member = await aMember(await anOrganisation());
  await livesAt(member, hour);
  return { member, theCase: await aCase(member) };
}

async function tell(
  { member, theCase }: { member: Member; theCase: Case },
  { kind = "mention" as NoticeKind, isUrgent = false } = {},
): Promise<void> {
  await asSuperuser()`select app.tell(array[${member.membershipId}]::uuid[], ${kind}, ${theCase.id}, null,
    app.uuidv7(), ${isUrgent})`;
}

async function choose(member: Member, mail: string, kind: NoticeKind = "mention"): Promise<void> {
  await asSuperuser()`insert into notice_choices (org_id, membership_id, kind, mail)
    values (${member.organisationId}, ${member.membershipId}, ${kind}, ${mail})`;
}

/** Takes every letter, and keeps what it was asked to send. */
function aPost() {
  const sent: Parameters<Send>[0][] = [];
  const send: Send = async (letter) => {
    sent.push(letter);
    return "taken";
  };
  return {
    sent,
    send,
    to: (member: Member) => sent.filter(({ to }) => to.includes(member.personId)),
  };
}

// Each test looks at its own people alone.
beforeEach(async () => {
  await asSuperuser()`update notices set mailed_at = now() where mailed_at is null`;
  await asSuperuser()`update notice_mails set sent_at = now() where sent_at is null`;
});

describe("a daily mail", () => {
  it("goes once a day, in the person's own day, for however much news", async () => {
    const post = aPost();
    const receiver = await aReceiver();
    for (let n = 0; n < 3; n++) {
      await tell(receiver);
    }
    expect(await sendNoticeMails(post.send)).toBe(1);
    await tell(receiver);
    await sendNoticeMails(post.send);
    expect(post.to(receiver.member)).toHaveLength(1);

    await asSuperuser()`update notice_mails set day = day - 1 where person_id = ${receiver.member.personId}`;
    await sendNoticeMails(post.send);
    await sendNoticeMails(post.send);
    expect(post.to(receiver.member)).toHaveLength(2);
  });

  it("waits for the morning, while what is urgent does not", async () => {
    const post = aPost();
    const receiver = await aReceiver(3);
    await tell(receiver);
    await sendNoticeMails(post.send);
    expect(post.sent).toEqual([]);
    await tell(receiver, { kind: "deadline", isUrgent: true });
    await sendNoticeMails(post.send);
    expect(post.to(receiver.member)).toHaveLength(1);
    await tell(receiver, { kind: "nudge", isUrgent: true });
    await sendNoticeMails(post.send);
    expect(post.to(receiver.member)).toHaveLength(1);
    await asSuperuser()`update notice_mails set claimed_at = now() - interval '11 minutes'
      where person_id = ${receiver.member.personId}`;
    await sendNoticeMails(post.send);
    expect(post.to(receiver.member)).toHaveLength(2);
  });

  it("does not go to who wants none, has read it, lost the right, or belongs to the example", async () => {
    const post = aPost();
    const [none, read, lost, example, suspended] = [
      await aReceiver(),
      await aReceiver(),
      await aReceiver(),
      await aReceiver(),
      await aReceiver(),
    ];
    await choose(none.member, "none");
    for (const receiver of [none, read, lost, example, suspended]) {
      await tell(receiver);
    }
    const sql = asSuperuser();
    await sql`update notices set read_at = now() where membership_id = ${read.member.membershipId}`;
    await sql`delete from case_readers where audience_id = ${lost.member.membershipId}`;
    await sql`update people set is_example = true where id = ${example.member.personId}`;
    await sql`update memberships set status = 'suspended' where id = ${suspended.member.membershipId}`;
    await sendNoticeMails(post.send);
    expect(post.sent).toEqual([]);
  });

  it("is one for a person with two organisations, and at once where that was chosen", async () => {
    const post = aPost();
    const receiver = await aReceiver(3);
    const { personId, personName } = receiver.member;
    const elsewhere = await aMembership({ id: personId, name: personName }, await anOrganisation());
    await choose(receiver.member, "at_once");
    await tell(receiver);
    await tell({ member: elsewhere, theCase: await aCase(elsewhere) });
    await sendNoticeMails(post.send);
    expect(post.to(receiver.member)).toHaveLength(1);
  });

  it("is not sent where no mail server is set up, and nothing is claimed", async () => {
    const receiver = await aReceiver();
    await tell(receiver);
    expect(await sendNoticeMails()).toBe(0);
    const claimed =
      await asSuperuser()`select 1 from notice_mails where person_id = ${receiver.member.personId}`;
    expect(claimed).toHaveLength(0);
  });
});

describe("a mail says nothing", () => {
  /** What a letter must not hold: anything of the person, the organisation, the case or the kind of news. */
  const wordsOf = async ({ member, theCase }: { member: Member; theCase: Case }) => {
    const [row] = await asSuperuser()`select reference, title from cases where id = ${theCase.id}`;
    return [
      member.personName,
      member.organisationName,
      row?.reference as string,
      row?.title as string,
      theCase.id,
      "sign",
      "consent",
      "mention",
      "alert",
      "urgent",
      "deadline",
    ];
  };
  const tellsOf = (letter: { subject: string; text: string }, words: string[]) =>
    words.filter((word) =>
      `${letter.subject}\n${letter.text}`.toLowerCase().includes(word.toLowerCase()),
    );

  it("but that there is news, the same to everybody about everything", async () => {
    const post = aPost();
    const [one, other] = [await aReceiver(), await aReceiver()];
    await tell(one);
    await tell(one);
    await tell(other, { kind: "consent_withdrawn", isUrgent: true });
    await sendNoticeMails(post.send);
    const [letter, second] = post.sent;
    expect(letter?.text).toBe(
      "There is news in Plenary for you.\n\nhttp://localhost:3000/inbox\n\nYou choose there how often you are written to.",
    );
    expect(second).toMatchObject({ subject: letter?.subject, text: letter?.text });
    for (const receiver of [one, other]) {
      for (const sent of post.sent) {
        expect(tellsOf(sent, await wordsOf(receiver))).toEqual([]);
      }
    }
  });

  it("and the look turns red when a name is in it", async () => {
    const receiver = await aReceiver();
    const letter = { subject: "News", text: `${receiver.member.organisationName} asks you` };
    expect(tellsOf(letter, await wordsOf(receiver))).toEqual([receiver.member.organisationName]);
  });
});

describe("several instances", () => {
  let mail: MailServer;
  const instances: ChildProcess[] = [];
  let first: Instance;
  let second: Instance;
  beforeAll(async () => {
    mail = await aMailServer();
    [first, second] = await Promise.all([anInstance(), anInstance()]);
  });
  afterAll(() => {
    for (const instance of instances) {
      instance.kill("SIGKILL");
    }
    mail.end();
  });

  interface Instance {
    /** One round, as the running program does it each minute; resolves when it is over. */
    round(): Promise<void>;
    kill(): Promise<void>;
  }

  /** A process of its own, which is there when this resolves. */
  async function anInstance(): Promise<Instance> {
    const script = `
      import { createInterface } from "node:readline";
      import { sendNoticeMails } from ${JSON.stringify(`${root}lib/notices/mails.ts`)};
      console.log("ready");
      for await (const _ of createInterface({ input: process.stdin })) {
        await sendNoticeMails();
        console.log("done");
      }`;
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", script],
      {
        cwd: root,
        env: {
          ...process.env,
          TSX_TSCONFIG_PATH: "lib/serve/tsconfig.json",
          SMTP_URL: mail.url,
          MAIL_FROM: "post@example.org",
        },
        stdio: ["pipe", "pipe", "inherit"],
      },
    );
    instances.push(child);
    const says = () => new Promise<void>((resolve) => child.stdout.once("data", () => resolve()));
    await says();
    return {
      async round() {
        const done = says();
        child.stdin.write("go\n");
        await done;
      },
      async kill() {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGKILL");
        await ended;
      },
    };
  }
  const lettersTo = ({ personId }: Member) =>
    mail.letters.filter((letter) => headerOf(letter, "To")?.includes(personId));

  it("send each mail once, daily ones and urgent ones", async () => {
    mail.behave("take");
    const receivers = [];
    for (let n = 0; n < 30; n++) {
      const receiver = await aReceiver();
      await tell(receiver, { isUrgent: n % 2 === 0 });
      receivers.push(receiver);
    }
    await Promise.all([first.round(), second.round()]);
    expect(receivers.map(({ member }) => lettersTo(member).length)).toEqual(receivers.map(() => 1));
  });

  it("take over from one that was killed between claim and sending, under the same Message-ID", async () => {
    const receiver = await aReceiver();
    await tell(receiver);
    mail.behave("hold");
    void first.round();
    while (lettersTo(receiver.member).length === 0) {
      await sleep(20);
    }
    await first.kill();

    mail.behave("take");
    await second.round();
    // Its claim is still young: the first instance could be alive and slow.
    expect(lettersTo(receiver.member)).toHaveLength(1);
    await asSuperuser()`update notice_mails set claimed_at = now() - interval '11 minutes'
      where person_id = ${receiver.member.personId}`;
    await second.round();
    await second.round();
    const [sent, again, ...more] = lettersTo(receiver.member).map((letter) =>
      headerOf(letter, "Message-ID"),
    );
    expect(more).toEqual([]);
    expect(sent).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
    expect(again).toBe(sent);
  });

  it("give a mail up after the third try, and write to the others meanwhile", async () => {
    const [refused, other] = [await aReceiver(), await aReceiver()];
    await tell(refused);
    await tell(other);
    let tries = 0;
    const send: Send = async ({ to }) => {
      if (to.includes(refused.member.personId)) {
        tries++;
        return "refused";
      }
      return "taken";
    };
    expect(await sendNoticeMails(send)).toBe(1);
    for (let round = 0; round < 4; round++) {
      await asSuperuser()`update notice_mails set claimed_at = now() - interval '11 minutes' where sent_at is null`;
      await sendNoticeMails(send);
    }
    expect(tries).toBe(3);
  });

  it("stop a round when the mail server cannot be reached, and claim no more", async () => {
    const receivers = [await aReceiver(), await aReceiver()];
    for (const receiver of receivers) {
      await tell(receiver);
    }
    await sendNoticeMails(async () => "unreachable");
    const claimed = await asSuperuser()`select 1 from notice_mails
      where person_id = any (${receivers.map(({ member }) => member.personId)}::uuid[])`;
    expect(claimed).toHaveLength(1);
  });

  /** Two sessions, of which the second asks before the first has committed; how many mails they claim together. */
  async function claimAtOnce(receiver: { member: Member; theCase: Case }): Promise<number> {
    await tell(receiver, { isUrgent: true });
    const sql = asSuperuser();
    let second: Promise<{ n: number }[]> | undefined;
    const first = await sql.begin(async (tx) => {
      const rows = await tx`select * from app.claim_notice_mail()`;
      second = sql<
        { n: number }[]
      >`select count(*)::int as n from app.claim_notice_mail()`.execute();
      await sleep(300);
      return rows.length;
    });
    return first + ((await second)?.[0]?.n ?? 0);
  }

  it("claim one mail where two ask in the same moment, and two when the person is not locked", async () => {
    expect(await claimAtOnce(await aReceiver())).toBe(1);
    const sql = asSuperuser();
    const [{ body } = { body: "" }] = await sql<{ body: string }[]>`
      select pg_get_functiondef('app.claim_notice_mail'::regproc) as body`;
    const broken = body.replace("for no key update skip locked", "");
    expect(broken).not.toBe(body);
    await sql.unsafe(broken);
    try {
      expect(await claimAtOnce(await aReceiver())).toBe(2);
    } finally {
      await sql.unsafe(body);
    }
  });
});
