import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aConsent,
  aMembership,
  anOrganisation,
  aShare,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { code } from "@/lib/submissions/testing-world";
import { findRequest } from "../requests/queries";
import { claimShown, closeShown, readShownText, releaseShown, writeOfShown } from "./commands";
import { findShownKey } from "./keys";
import { findShownToUs, listShownTo, listShownToUs, listStepsOf } from "./queries";
import {
  aCoalition,
  agreeTo,
  type Coalition,
  letItsDayPass,
  show,
  takeBack,
} from "./testing-shown";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** What somebody gets who tries everything on one id, told in one piece. */
async function everything(member: Member, shownId: string, toOrgId: string) {
  const attempt = (work: Promise<unknown>) =>
    work.then(
      (done) => (done === undefined ? "done" : JSON.stringify(done)),
      (error: { code?: string; messageKey?: string }) => error.code ?? error.messageKey,
    );
  return {
    found: await attempt(findShownToUs(member, shownId)),
    key: await attempt(asActor(member, (tx) => findShownKey(tx, shownId))),
    text: await attempt(readShownText(member, { shownId })),
    steps: await attempt(listStepsOf(member, shownId)),
    claim: await attempt(claimShown(member, { shownId })),
    release: await attempt(releaseShown(member, { shownId, words: "" })),
    over: await attempt(releaseShown(member, { shownId, toOrgId, words: "" })),
    close: await attempt(closeShown(member, { shownId, closedAs: "helped", words: "" })),
    write: await attempt(writeOfShown(member, { shownId, words: "Let me in" })),
  };
}

async function aScene() {
  const scene = await aCoalition();
  await agreeTo(scene, scene.first.id, ["name", "needs"]);
  return { ...scene, shownId: await show(scene, scene.first.id, { level: "more" }) };
}

describe("whoever is not shown a request", () => {
  it("meets one that is there as one that is not", async () => {
    const scene = await aScene();
    const { partnerReader, other, suspended, shownId, second } = scene;
    const nowhere = await everything(other, uuidv7(), second.id);
    expect(nowhere).toEqual({
      found: "null",
      key: "null",
      text: "coalition.refused.textClosed",
      steps: "[]",
      claim: "42501",
      release: "42501",
      over: "42501",
      close: "42501",
      write: "refusals.notAllowed",
    });
    for (const member of [
      other,
      partnerReader,
      suspended,
      scene.world.outsider,
      scene.world.reader,
    ]) {
      expect(await everything(member, shownId, second.id)).toEqual(nowhere);
      expect(await listShownToUs(member)).toEqual([]);
    }
    // Nothing of it happened.
    expect((await listStepsOf(scene.world.lead, shownId)).map(({ step }) => step)).toEqual([
      "shown",
    ]);
    expect(
      await asSuperuser()`select 1 from disclosures where case_id = ${scene.world.caseId}`,
    ).toEqual([]);
  });

  it("turns red when the database forgets who asks", async () => {
    const scene = await aScene();
    const is = "app.is_shown_to_me(shown_requests)";
    await broken(is, ["s.partner_org_id = app.org()", "true"], async () => {
      expect(await readShownText(scene.other, { shownId: scene.shownId })).toContain("zqneeds");
    });
    await broken(is, ["app.role() in ('administrator', 'advocate')", "true"], async () => {
      expect(await listShownToUs(scene.partnerReader)).toHaveLength(1);
    });
  });

  it("cannot tell one that was taken back, has run out or was withdrawn from none", async () => {
    const ways: ((scene: Coalition & { shownId: string }) => Promise<unknown>)[] = [
      (scene) => takeBack(scene, scene.shownId),
      ({ shownId }) => letItsDayPass(shownId),
      ({ world, requestId, first }) =>
        agreeTo({ world, requestId } as Coalition, first.id, [], { answer: "no" }),
    ];
    for (const end of ways) {
      const scene = await aScene();
      await end(scene);
      const nowhere = await everything(scene.partner, uuidv7(), scene.second.id);
      expect(await everything(scene.partner, scene.shownId, scene.second.id)).toEqual(nowhere);
      expect(await listShownToUs(scene.partner)).toEqual([]);
    }
  });
});

describe("a partner", () => {
  it("reads no request, no consent, no case and no key of one, whatever else it is shown", async () => {
    const scene = await aScene();
    const { world, partner, first, requestId, shownId } = scene;
    // The case itself is shared with it, too.
    await aConsent(
      world.theCase,
      world.defender,
      world.lead,
      "share_with_organisation",
      "anonymous",
      {
        organisation: first,
      },
    );
    await aShare(world.theCase, world.lead, first, "contribute");
    await readShownText(partner, { shownId });
    await claimShown(partner, { shownId });
    expect(await findRequest(partner, world.caseId, requestId)).toBeNull();
    expect(await listShownTo(partner, world.caseId, requestId)).toEqual([]);
    for (const table of [
      "support_requests",
      "referral_consents",
      "shown_requests",
      "shown_request_steps",
      "case_keys",
    ]) {
      const columns = table === "shown_requests" ? "id" : "case_id";
      const rows = await asActor(partner, (tx) =>
        tx.execute(sql.raw(`select ${columns} from ${table}`)),
      );
      expect([...rows], table).toEqual([]);
    }
    const log = await asActor(partner, (tx) =>
      tx.execute(
        sql`select subject from audit_log where subject in ('shown_requests', 'shown_request_steps')`,
      ),
    );
    expect([...log]).toEqual([]);
  });

  it("cannot read key or text past the functions, nor can the team", async () => {
    const scene = await aScene();
    for (const member of [scene.partner, scene.world.lead]) {
      for (const column of ["wrapped", "sealed"]) {
        await expect(
          asActor(member, (tx) => tx.execute(sql.raw(`select ${column} from shown_requests`))),
        ).rejects.toEqual(code("42501"));
      }
    }
  });

  it("changes nothing of what it is shown but by taking it on and giving it away", async () => {
    const scene = await aScene();
    for (const change of [
      "update shown_requests set ended_at = now()",
      "update shown_requests set level = 'more'",
    ]) {
      const done = await asActor(scene.partner, (tx) => tx.execute(sql.raw(change)));
      expect(done.count).toBe(0);
    }
    for (const change of [
      "update shown_requests set state = 'claimed'",
      "update shown_requests set partner_org_id = app.org()",
      "delete from shown_requests",
      "insert into shown_request_steps (org_id, case_id, shown_id, step, by_partner) select org_id, case_id, id, 'wrote', true from shown_requests",
    ]) {
      for (const member of [scene.partner, scene.world.lead]) {
        await expect(asActor(member, (tx) => tx.execute(sql.raw(change)))).rejects.toEqual(
          code("42501"),
        );
      }
    }
    const guess = sql`select app.minds_partner(${scene.requestId}::uuid, ${scene.first.id}::uuid)`;
    await expect(asActor(scene.partner, (tx) => tx.execute(guess))).rejects.toEqual(code("42501"));
  });

  it("does what it may not do without having taken it on", async () => {
    const scene = await aScene();
    const { partner, shownId } = scene;
    await expect(closeShown(partner, { shownId, closedAs: "helped", words: "" })).rejects.toEqual(
      code("PL004"),
    );
    await expect(releaseShown(partner, { shownId, words: "" })).rejects.toEqual(code("PL004"));
  });
});

describe("showing it", () => {
  it("is for editors of the case, and to another organisation", async () => {
    const scene = await aCoalition();
    const { world, partner, first } = scene;
    const teamReader = await aMembership(
      { id: world.reader.personId, name: world.reader.personName },
      await anOrganisation(),
    );
    await inTeam(world.theCase, world.outsider, "reader");
    for (const member of [world.outsider, world.reader, world.stranger, partner, teamReader]) {
      await expect(show(scene, first.id, {}, member)).rejects.toThrow();
    }
    await expect(show(scene, world.own.id)).rejects.toEqual(code("PL004"));
    expect(await listShownToUs(partner)).toEqual([]);
    await show(scene, first.id, {}, world.editor);
    expect(await listShownToUs(partner)).toHaveLength(1);
  });

  it("stands in the log of the case, for its team alone", async () => {
    const scene = await aScene();
    await claimShown(scene.partner, { shownId: scene.shownId });
    const log = (member: Member) =>
      asActor(member, (tx) =>
        tx.execute<{ subject: string; action: string }>(
          sql`select subject, action from audit_log where subject in ('shown_requests', 'shown_request_steps')
            order by at, id`,
        ),
      );
    expect(
      (await log(scene.world.lead)).map(({ subject, action }) => `${subject} ${action}`).sort(),
    ).toEqual([
      "shown_request_steps insert",
      "shown_request_steps insert",
      "shown_requests insert",
      "shown_requests update",
    ]);
    expect([...(await log(scene.world.outsider))]).toEqual([]);
  });
});
