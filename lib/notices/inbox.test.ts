import { describe, expect, it } from "vitest";
import { aComment, anAlert, aRequest, atStage, aVersion } from "@/db/testing/alerts";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, aSharedCase, inTeam, type Member } from "@/db/testing/factories";
import { keepHearings, settleAll, settleNotice } from "./commands";
import { hearingsFrom } from "./notice";
import { openNotice } from "./open";
import { countUnread, findHearings, listNotices, listWaiting } from "./queries";

useDatabase();

async function aScene() {
  const [ours, partner] = [await anOrganisation(), await anOrganisation()];
  const [lead, editor] = [await aMember(ours), await aMember(ours)];
  const guest = await aMember(partner, "administrator");
  const theCase = await aSharedCase(lead, partner, "comment");
  await inTeam(theCase, editor, "editor");
  const alert = await anAlert(theCase, lead, { deadline: new Date(Date.now() + 7 * 86_400_000) });
  return { ours, partner, lead, editor, guest, theCase, alert };
}

const ids = async (actor: Member, options?: Parameters<typeof listNotices>[1]) =>
  (await listNotices(actor, options)).rows.map(({ id }) => id);

describe("the inbox", () => {
  it("shows what is new first, page by page, each notice once", async () => {
    const { lead, editor, alert } = await aScene();
    for (let n = 0; n < 7; n++) {
      await aComment(alert, lead, [editor]);
    }
    const all = await ids(editor);
    expect(all).toHaveLength(7);
    // The latest and the third are read: they go behind those that are not.
    for (const id of [all[0], all[2]]) {
      await settleNotice(editor, { id: id as string });
    }
    const expected = [all[1], ...all.slice(3), all[0], all[2]];
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await listNotices(editor, { before, limit: 2 });
      seen.push(...page.rows.map(({ id }) => id));
      before = page.next ?? undefined;
    } while (before);
    expect(seen).toEqual(expected);
    expect(await countUnread(editor)).toBe(5);
    expect(await ids(editor, { show: "unread" })).toHaveLength(5);
    expect(await ids(editor, { show: "requests" })).toEqual([]);
    expect(await ids(editor, { before: "nonsense" })).toHaveLength(7);
  });

  it("settles a part of it, as far as it was shown", async () => {
    const { lead, editor, guest, partner, alert } = await aScene();
    await aVersion(alert, { purpose: "sign_on" });
    await atStage(alert, "sign_on");
    await aRequest(alert, partner, lead);
    await aComment(alert, lead, [guest, editor]);
    const { until } = await listNotices(guest, { show: "mentions" });
    await aComment(alert, lead, [guest]);
    await settleAll(guest, { show: "mentions", until });
    const { rows } = await listNotices(guest);
    expect(rows.map(({ word, isRead }) => `${word} ${isRead}`).sort()).toEqual([
      "mention false",
      "mention true",
      "signOn false",
    ]);
    expect(await countUnread(editor)).toBe(1);
  });

  it("opens one's own notices and nobody else's", async () => {
    const { lead, editor, alert, theCase } = await aScene();
    await aComment(alert, lead, [editor]);
    const [id] = await ids(editor);
    for (const stranger of [lead, await aMember(await anOrganisation())]) {
      expect(await openNotice(stranger, id as string)).toBeNull();
      await expect(settleNotice(stranger, { id: id as string })).rejects.toMatchObject({
        reason: "not-allowed",
      });
    }
    expect(await openNotice(editor, "nothing")).toBeNull();
    expect(await countUnread(editor)).toBe(1);
    const [thread] = await asSuperuser()<{ id: string }[]>`
      select id from alert_threads where alert_id = ${alert.id}`;
    expect(await openNotice(editor, id as string)).toBe(
      `/cases/${theCase.id}/alerts/${alert.id}?language=en&section=happened&thread=${thread?.id}`,
    );
    expect(await countUnread(editor)).toBe(0);
  });

  it("lists nothing of what is closed, and leads back to itself", async () => {
    const { lead, guest, alert, theCase } = await aScene();
    await aComment(alert, lead, [guest]);
    const [id] = await ids(guest);
    expect(await countUnread(guest)).toBe(1);
    await asSuperuser()`update case_shares set revoked_at = now() where case_id = ${theCase.id}`;
    // Nothing but that it is closed.
    expect((await listNotices(guest)).rows).toMatchObject([
      { word: "accessEnded", caseReference: null, leadsSomewhere: false },
    ]);
    expect(await countUnread(guest)).toBe(1);
    expect(await openNotice(guest, id as string)).toBe("/inbox");
    expect(await listWaiting(guest)).toEqual([]);
  });

  it("keeps choices for one membership, and changes them", async () => {
    const { editor, lead } = await aScene();
    const silent = { ...hearingsFrom([]), mention: "not" as const, issued: "at_once" as const };
    await keepHearings(editor, silent);
    expect(await findHearings(editor)).toEqual(silent);
    await keepHearings(editor, hearingsFrom([]));
    expect(await findHearings(editor)).toEqual(hearingsFrom([]));
    expect(await findHearings(lead)).toEqual(hearingsFrom([]));
  });
});
