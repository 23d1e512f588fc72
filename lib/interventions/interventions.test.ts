import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  type Case,
  type Member,
} from "@/db/testing/factories";
import { findCommitment } from "@/lib/commitments/detail-queries";
import { listCommitments } from "@/lib/commitments/queries";
import { asRefusal } from "@/lib/refusal";
import { addEvidence, recordIntervention } from "./commands";
import { AddEvidence, RecordIntervention } from "./input";
import { countBySource } from "./intervention";
import { listInterventionsOfCase, newestInterventionsOfState } from "./queries";

useDatabase();

let lead: Member;
let session: string;
let theCase: Case;

beforeAll(async () => {
  const organisation = await anOrganisation();
  lead = await aMember(organisation);
  session = await aSession(organisation);
  theCase = await aCase(lead);
});

const said = (wanted: Partial<RecordIntervention> = {}) =>
  RecordIntervention.parse({
    sessionId: session,
    caseIds: [theCase.id],
    deliveredBy: "key",
    evidenceKind: "webcast",
    grade: "B",
    source: "Recording of the meeting",
    saidOn: "2026-06-15",
    ...wanted,
  });

describe("recording what was said", () => {
  it("makes the commitment raised, with its evidence", async () => {
    const id = await aCommitment(theCase, session, { stateCode: "XEA", stage: "agreed" });
    const { raised } = await recordIntervention(
      lead,
      "XEA",
      [],
      said({ quote: "Nous sommes préoccupés.", quoteLanguage: "fr", timeCode: "1:14:30" }),
    );
    expect(raised).toEqual([id]);
    expect(await findCommitment(lead, id)).toMatchObject({
      isRaised: true,
      stage: "agreed",
      raisedOn: "2026-06-15",
    });
    const [intervention] = await listInterventionsOfCase(lead, theCase.id);
    expect(intervention).toMatchObject({
      deliveredBy: { code: "XEA" },
      isJoint: false,
      evidence: [{ grade: "B", quoteLanguage: "fr", timeCode: "1:14:30" }],
    });
  });

  it("credits each State of a joint statement once, and opens what was never asked", async () => {
    const joint = await aCase(lead);
    await aCommitment(joint, session, { stateCode: "XEB", stage: "asked" });
    const { raised } = await recordIntervention(
      lead,
      "XEB",
      ["XEC", "XEC", "XEB", "XED"],
      said({ caseIds: [joint.id], onBehalfOf: "a group of States" }),
    );
    expect(raised).toHaveLength(3);
    const page = await listCommitments(lead, {
      caseId: joint.id,
      sort: "state",
      direction: "asc",
      limit: 50,
    });
    expect(page.rows.map((row) => [row.state.code, row.isRaised, row.stage])).toEqual([
      ["XEB", true, "asked"],
      ["XEC", true, "not_approached"],
      ["XED", true, "not_approached"],
    ]);
    expect(page.raised).toBe(3);
    const [intervention] = await listInterventionsOfCase(lead, joint.id);
    expect(intervention).toMatchObject({ isJoint: true, deliveredBy: { code: "XEB" } });
    expect(intervention?.states.map((state) => state.code)).toEqual(["XEB", "XEC", "XED"]);
    expect(await newestInterventionsOfState(lead, "XED")).toMatchObject({ newest: [{}], total: 1 });
    expect(await findCommitment(lead, raised[1] ?? "")).toMatchObject({});
  });

  it("is recorded once by one form, however often it is sent", async () => {
    const own = await aCase(lead);
    const once = uuidv7();
    const first = await recordIntervention(lead, "XEA", [], said({ caseIds: [own.id] }), once);
    expect(first.raised).toHaveLength(1);
    expect(await recordIntervention(lead, "XEA", [], said({ caseIds: [own.id] }), once)).toEqual(
      first,
    );
    const stored = await listInterventionsOfCase(lead, own.id);
    expect(stored).toHaveLength(1);
    expect(stored[0]?.evidence).toHaveLength(1);
  });

  it("never credits the State concerned, and then records nothing at all", async () => {
    const own = await aCase(lead);
    await expect(
      recordIntervention(lead, "XEA", ["XEG"], said({ caseIds: [own.id] })),
    ).rejects.toMatchObject({ messageKey: "refusals.ownState" });
    expect(await listInterventionsOfCase(lead, own.id)).toEqual([]);
  });

  it("is refused to those who may only read", async () => {
    const reader = await aMember({ id: lead.organisationId, name: "" }, "reader");
    const open = await aCase(lead, { visibility: "organisation" });
    const refusal = await recordIntervention(reader, "XEA", [], said({ caseIds: [open.id] })).catch(
      asRefusal,
    );
    expect(refusal).toMatchObject({ messageKey: "refusals.notAllowed" });
    const stranger = await aMember(await anOrganisation());
    expect(
      await recordIntervention(stranger, "XEA", [], said({ caseIds: [open.id] })).catch(asRefusal),
    ).toMatchObject({ messageKey: "refusals.notAllowed" });
    expect(await listInterventionsOfCase(lead, open.id)).toEqual([]);
  });

  it("takes no address that a browser should not open", () => {
    const sourceUrl = "javascript:alert(1)";
    expect(AddEvidence.safeParse({ ...said(), interventionId: session, sourceUrl }).success).toBe(
      false,
    );
  });
});

describe("sources that disagree", () => {
  it("stay beside one another, and each has its own count", async () => {
    const cuba = await aCase(lead);
    const codes = ["DEU", "CZE", "SVK"];
    for (const code of codes) {
      const { interventionId } = await recordIntervention(
        lead,
        code,
        [],
        said({ caseIds: [cuba.id], source: "First account", grade: "E" }),
      );
      if (code !== "SVK") {
        await addEvidence(
          lead,
          AddEvidence.parse({
            interventionId,
            evidenceKind: "secondary_report",
            grade: "E",
            source: "Second account",
          }),
        );
      }
    }
    const interventions = await listInterventionsOfCase(lead, cuba.id);
    const counted = countBySource(interventions);
    expect(counted.total).toBe(3);
    expect(counted.sources).toMatchObject([
      { source: "First account", states: 3, missing: [], extra: [] },
      { source: "Second account", states: 2, missing: [{ name: "Slovakia" }], extra: [] },
    ]);
  });

  it("count a State once however many statements it joined", () => {
    const state = (code: string) => ({ code, key: code, name: code });
    const by = (source: string) => [{ source, grade: "A" as const }];
    expect(
      countBySource([
        { states: [state("XEA"), state("XEB")], evidence: by("Record") },
        { states: [state("XEA")], evidence: by("Record") },
      ] as never),
    ).toMatchObject({ total: 2, sources: [{ states: 2 }] });
  });
});

it("keeps an intervention that nobody had promised", async () => {
  const [row] = await asSuperuser()`select opened_from from commitments
    where opened_from = 'intervention' limit 1`;
  expect(row?.opened_from).toBe("intervention");
});
