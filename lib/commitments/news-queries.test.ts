import { beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { changeCommitment } from "./commands";
import type { CommitmentView } from "./commitment";
import { listMoved } from "./news-queries";

useDatabase();

let lead: Member;
let colleague: Member;
let session: string;
let theCase: Case;

beforeAll(async () => {
  const organisation = await anOrganisation();
  lead = await aMember(organisation);
  colleague = await aMember(organisation);
  session = await aSession(organisation);
  theCase = await aCase(lead);
  await inTeam(theCase, colleague, "editor");
});

const view: CommitmentView = { sort: "changed", direction: "desc", limit: 50 };
describe("what others changed since a list was read", () => {
  it("is told with its version, and one's own changes are not", async () => {
    const theirs = await aCommitment(theCase, session, { stateCode: "NOR", stage: "asked" });
    const mine = await aCommitment(theCase, session, { stateCode: "SWE", stage: "asked" });
    // Their opening is long past.
    await asSuperuser()`update commitment_events set at = at - interval '1 hour'
      where commitment_id in ${asSuperuser()([theirs, mine])}`;
    const since = new Date().toISOString();
    await changeCommitment(colleague, theirs, { stage: "agreed" });
    await changeCommitment(lead, mine, { stage: "agreed" });
    const moved = await listMoved(lead, view, since);
    expect(moved).toEqual([
      {
        id: theirs,
        stateCode: "NOR",
        caseId: theCase.id,
        version: 2,
        isAfter: true,
        fits: true,
      },
    ]);
    const [left] = await listMoved(lead, { ...view, stage: ["asked"] }, since);
    expect(left).toMatchObject({ id: theirs, fits: false });
    expect((await listMoved(colleague, view, since)).map(({ id }) => id)).toEqual([mine]);
  });

  it("says nothing of what the reader may not read", async () => {
    const outsider = await aMember(await anOrganisation());
    const long = new Date(Date.now() - 3_600_000).toISOString();
    expect(await listMoved(outsider, view, long)).toEqual([]);
    expect((await listMoved(lead, view, long)).length).toBeGreaterThan(0);
  });
});
