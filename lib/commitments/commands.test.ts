import { beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  aSharedCase,
  type Case,
  inTeam,
  type Member,
  type Organisation,
} from "@/db/testing/factories";
import { asRefusal } from "@/lib/refusal";
import { findAskPlace } from "./choice-queries";
import { changeCommitment, openCommitments, setCell, undoChange } from "./commands";
import { findCommitment } from "./detail-queries";
import { ChangeCommitment, OpenCommitments } from "./input";
import { canChangeCommitment, canOpenCommitment } from "./permissions";

useDatabase();

let organisation: Organisation;
let lead: Member;
let session: string;
let theCase: Case;

beforeAll(async () => {
  organisation = await anOrganisation();
  lead = await aMember(organisation);
  session = await aSession(organisation);
  theCase = await aCase(lead, { visibility: "organisation" });
});

const ask = (wanted: Partial<OpenCommitments> = {}) =>
  OpenCommitments.parse({ caseId: theCase.id, sessionId: session, ...wanted });

const refused = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => (asRefusal(error) as { messageKey?: string }).messageKey ?? String(error),
  );

describe("asking States", () => {
  it("opens one commitment for each, and leaves alone what was asked before", async () => {
    const first = await openCommitments(lead, ["XEA", "XEB", "XEB"], ask({ stage: "asked" }));
    expect(first.opened).toHaveLength(2);
    const second = await openCommitments(lead, ["XEB", "XEC"], ask());
    expect(second.opened).toHaveLength(1);
    expect(second.already).toEqual(["XEB"]);
    const row = await findCommitment(lead, first.opened[0] ?? "");
    expect(row).toMatchObject({ stage: "asked", forum: "upr", naming: "theme", mayChange: true });
    expect(row?.history).toMatchObject([{ kind: "opened", by: lead.personName }]);
  });

  it("never asks the State concerned, not even among others", async () => {
    expect(await refused(openCommitments(lead, ["XED", "XEG"], ask()))).toBe("refusals.ownState");
    const rows = await asSuperuser()`select 1 from commitments
      where case_id = ${theCase.id} and state_code in ('XED', 'XEG')`;
    expect(rows).toHaveLength(0);
  });

  it("is given to a member of the organisations whose ask it is, and to nobody else", async () => {
    const stranger = await aMember(await anOrganisation());
    const open = (ownerId: string) => openCommitments(lead, ["XEF"], ask({ ownerId }));
    expect(await refused(open(stranger.membershipId))).toBe("refusals.rule");
    const { opened } = await open((await aMember(organisation)).membershipId);
    expect(opened).toHaveLength(1);
    const given = changeCommitment(lead, opened[0] ?? "", { ownerId: stranger.membershipId });
    expect(await refused(given)).toBe("refusals.rule");
  });

  it("names nobody beyond what consent allows", async () => {
    const named = await aCase(lead);
    const defender = await aDefender(named);
    const wanted = (naming: OpenCommitments["naming"]) =>
      openCommitments(lead, ["XEA"], ask({ caseId: named.id, naming }));
    expect(await refused(wanted("situation"))).toBe("refusals.consent");
    await aConsent(named, defender, lead, "public_statement", "anonymous");
    expect(await refused(wanted("person"))).toBe("refusals.consent");
    const { opened } = await wanted("situation");
    const row = await findCommitment(lead, opened[0] ?? "");
    expect(row).toMatchObject({ naming: "situation", mayName: "situation" });
    expect(await refused(changeCommitment(lead, row?.id ?? "", { naming: "person" }))).toBe(
      "refusals.consent",
    );
  });

  it("is for contributors to the case, and the sign says what the wall does", async () => {
    const partnerOrganisation = await anOrganisation();
    const shared = await aSharedCase(lead, partnerOrganisation, "contribute", {
      visibility: "organisation",
    });
    const editor = await aMember(organisation);
    const teamReader = await aMember(organisation);
    await inTeam(shared, editor, "editor");
    await inTeam(shared, teamReader, "reader");
    const people: [string, Member, Parameters<typeof canOpenCommitment>[1]][] = [
      ["lead", lead, "lead"],
      ["editor", editor, "edit"],
      ["reader of the team", teamReader, "read"],
      ["colleague", await aMember(organisation), null],
      ["reader", await aMember(organisation, "reader"), null],
      ["partner", await aMember(partnerOrganisation), "contribute"],
      ["reader of the partner", await aMember(partnerOrganisation, "reader"), "contribute"],
      ["stranger", await aMember(await anOrganisation()), null],
    ];
    const codes = ["AND", "ARG", "AUS", "AUT", "BEL", "BRA", "CAN", "CHL"];
    const shipped = (await asSuperuser()`select id from sessions where org_id is null limit 1`)[0];
    const target = await aCommitment(shared, session, { visibility: "partners" });
    for (const [index, [who, member, access]] of people.entries()) {
      const opened = await refused(
        openCommitments(
          member,
          [codes[index] as string],
          ask({ caseId: shared.id, sessionId: shipped?.id }),
        ),
      );
      expect(opened, who).toBe(canOpenCommitment(member, access) ? "done" : "refusals.notAllowed");
      const changed = await refused(changeCommitment(member, target, { nextStep: who }));
      expect(changed, who).toBe(
        canChangeCommitment(member, access) ? "done" : "refusals.notAllowed",
      );
    }
  });

  it("is read by the partners on another organisation's case, and no other choice is dropped in silence", async () => {
    const partnerOrganisation = await anOrganisation();
    const partner = await aMember(partnerOrganisation);
    const shared = await aSharedCase(lead, partnerOrganisation, "contribute");
    // An occasion that both know.
    const place = {
      caseId: shared.id,
      sessionId: (await asSuperuser()`select id from sessions where org_id is null limit 1`)[0]?.id,
    };
    const caseFor = async (who: Member) =>
      (await findAskPlace(who, shared.id, String(place.sessionId)))?.case;
    expect(await caseFor(partner)).toMatchObject({ id: shared.id, partner: organisation.name });
    expect(await caseFor(lead)).toMatchObject({ id: shared.id, partner: null });
    for (const visibility of ["team", "organisation"] as const) {
      const narrower = openCommitments(partner, ["AND"], ask({ ...place, visibility }));
      expect(await refused(narrower), visibility).toBe("refusals.partnersRead");
    }
    expect(
      await asSuperuser()`select 1 from commitments where case_id = ${shared.id}`,
    ).toHaveLength(0);
    const chosen = await openCommitments(
      partner,
      ["AND"],
      ask({ ...place, visibility: "partners" }),
    );
    const unsaid = await openCommitments(partner, ["ARG"], ask(place));
    for (const id of [...chosen.opened, ...unsaid.opened]) {
      expect(await findCommitment(lead, id)).toMatchObject({
        visibility: "partners",
        isOfPartner: true,
      });
      for (const who of [partner, lead]) {
        const narrower = changeCommitment(who, id, { visibility: "team", nextStep: "Call" });
        expect(await refused(narrower)).toBe("refusals.partnersRead");
      }
      const same = await changeCommitment(partner, id, {
        visibility: "partners",
        nextStep: "Call",
      });
      expect(same).toMatchObject({
        outcome: "changed",
        row: { visibility: "partners", nextStep: "Call", version: 2 },
      });
    }
    expect([...chosen.opened, ...unsaid.opened]).toHaveLength(2);
    // Of its own case an organisation chooses.
    const { opened } = await openCommitments(lead, ["AUS"], ask({ ...place, visibility: "team" }));
    const wider = await changeCommitment(lead, opened[0] ?? "", { visibility: "organisation" });
    expect(wider).toMatchObject({ outcome: "changed", row: { visibility: "organisation" } });
    expect((await findCommitment(lead, opened[0] ?? ""))?.isOfPartner).toBe(false);
  });
});

describe("a change", () => {
  it("is an event with author, from and to", async () => {
    const id = await aCommitment(theCase, session, { stateCode: "DEU", stage: "asked" });
    const changed = await changeCommitment(
      lead,
      id,
      { stage: "agreed", word: 4, dueOn: "2026-12-01" },
      1,
    );
    expect(changed).toMatchObject({
      outcome: "changed",
      row: { stage: "agreed", word: 4, version: 2 },
    });
    const detail = await findCommitment(lead, id);
    expect(detail?.history[0]).toMatchObject({
      kind: "changed",
      by: lead.personName,
      mayUndo: true,
    });
    expect(detail?.history[0]?.changes).toEqual(
      expect.arrayContaining([
        { field: "stage", from: "asked", to: "agreed", isSetBack: false },
        { field: "word", from: null, to: 4, isSetBack: false },
        { field: "dueOn", from: null, to: "2026-12-01", isSetBack: false },
      ]),
    );
  });

  it("that takes an answer back takes what was said of its word along, and gives it back when taken back itself", async () => {
    const id = await aCommitment(theCase, session, { stateCode: "BEL", stage: "asked" });
    const said = {
      word: 4,
      wordOn: "2026-11-20",
      wordSaidBy: "The deputy",
      wordHeardBy: "Two of us",
      wordText: "We will raise it.",
    } as const;
    const gone = { word: null, wordOn: null, wordSaidBy: "", wordHeardBy: "", wordText: "" };
    await changeCommitment(lead, id, { stage: "considering", ...said });
    // Further on the same way, it is the same State's word.
    await changeCommitment(lead, id, { stage: "agreed" });
    expect(await findCommitment(lead, id)).toMatchObject({ stage: "agreed", ...said });

    const back = await changeCommitment(lead, id, { stage: "asked" });
    expect(await findCommitment(lead, id)).toMatchObject({ stage: "asked", ...gone });
    await undoChange(lead, id, (back.outcome === "changed" && back.eventId) || "");
    expect(await findCommitment(lead, id)).toMatchObject({ stage: "agreed", ...said });

    await changeCommitment(lead, id, { stage: "declined" });
    expect(await findCommitment(lead, id)).toMatchObject({ stage: "declined", ...gone });
    // What is said in the same breath is of the new answer.
    await changeCommitment(lead, id, { word: 3 });
    await changeCommitment(lead, id, { stage: "considering", word: 2 });
    expect(await findCommitment(lead, id)).toMatchObject({ stage: "considering", word: 2 });
  });

  it("keeps why it was made, for whoever reads its history, and as it was said", async () => {
    const id = await aCommitment(theCase, session, { stateCode: "LUX", stage: "asked" });
    await changeCommitment(lead, id, { stage: "declined" }, 1, "They wait for their capital");
    await changeCommitment(lead, id, { stage: "asked" });
    const colleague = await aMember(organisation);
    expect((await findCommitment(colleague, id))?.history.map(({ reason }) => reason)).toEqual([
      "",
      "They wait for their capital",
      "",
    ]);
    expect(
      await refused(changeCommitment(lead, id, { stage: "agreed" }, undefined, "a".repeat(301))),
    ).not.toBe("done");
  });

  it("that somebody else was quicker with shows both values and changes nothing", async () => {
    const id = await aCommitment(theCase, session, { stateCode: "FRA", stage: "asked" });
    await changeCommitment(lead, id, { stage: "considering" }, 1);
    const late = await changeCommitment(lead, id, { stage: "declined" }, 1);
    expect(late).toMatchObject({ outcome: "conflict", row: { stage: "considering", version: 2 } });
    expect(await findCommitment(lead, id)).toMatchObject({ stage: "considering", version: 2 });
  });

  it("is told whose change was met: a colleague's name, a partner's organisation, one's own, or consent", async () => {
    const partnerOrganisation = await anOrganisation();
    const partner = await aMember(partnerOrganisation);
    const shared = await aSharedCase(lead, partnerOrganisation, "contribute");
    const colleague = await aMember(organisation);
    await inTeam(shared, colleague, "editor");
    const id = await aCommitment(shared, session, { stateCode: "FRA", visibility: "partners" });
    const met = async (who: Member) => {
      const late = await changeCommitment(who, id, { stage: "declined" }, 0);
      return late.outcome === "conflict" ? late.by : late.outcome;
    };
    await changeCommitment(colleague, id, { stage: "considering" });
    expect(await met(lead)).toEqual({ who: "other", name: colleague.personName });
    expect(await met(colleague)).toEqual({ who: "me" });
    expect(await met(partner)).toEqual({ who: "other", name: organisation.name });
    await changeCommitment(partner, id, { stage: "asked" });
    expect(await met(lead)).toEqual({ who: "other", name: partnerOrganisation.name });
    await anIntervention(shared, session, colleague, { stateCode: "FRA" });
    expect(await met(lead)).toEqual({ who: "other", name: colleague.personName });
    expect(await met(partner)).toEqual({ who: "other", name: organisation.name });
    // What nobody left a line of is nobody's: the one before is not blamed for it.
    await asSuperuser()`update commitments set changed_at = changed_at + interval '1 hour' where id = ${id}`;
    expect(await met(lead)).toBeNull();
  });

  it("can be taken back by a further event, and only while nothing followed it", async () => {
    const id = await aCommitment(theCase, session, { stateCode: "ITA", stage: "asked" });
    const first = await changeCommitment(lead, id, { stage: "agreed" });
    const second = await changeCommitment(lead, id, { nextStep: "Call" });
    if (first.outcome !== "changed" || second.outcome !== "changed") {
      throw new Error("Both changes were made.");
    }
    // The next step is another thing: taking the stage back leaves it.
    const undone = await undoChange(lead, id, first.eventId ?? "");
    expect(undone).toMatchObject({ outcome: "changed", row: { stage: "asked", nextStep: "Call" } });
    const detail = await findCommitment(lead, id);
    expect(detail?.history.map((event) => event.kind)).toEqual([
      "undone",
      "changed",
      "changed",
      "opened",
    ]);
    expect(detail?.history.find((event) => event.id === first.eventId)?.mayUndo).toBe(false);
    await changeCommitment(lead, id, { nextStep: "Write" });
    expect(await undoChange(lead, id, second.eventId ?? "")).toMatchObject({
      outcome: "conflict",
      row: { nextStep: "Write" },
    });
  });

  it("never sets raised by hand, and closing keeps the last stage", async () => {
    expect(
      ChangeCommitment.safeParse({ id: theCase.id, changes: { stage: "raised" } }).success,
    ).toBe(false);
    const id = await aCommitment(theCase, session, { stateCode: "ESP", stage: "considering" });
    const closed = await changeCommitment(lead, id, { closedAs: "lapsed" });
    expect(closed).toMatchObject({ row: { closedAs: "lapsed", stage: "considering" } });
    await anIntervention(theCase, session, lead, { stateCode: "ESP" });
    expect(await findCommitment(lead, id)).toMatchObject({ isRaised: true, stage: "considering" });
  });

  it("is not taken back once a colleague has set the same, though the value is the one that was set", async () => {
    const id = await aCommitment(theCase, session, { stateCode: "NOR", stage: "asked" });
    const colleague = await aMember(organisation);
    await inTeam(theCase, colleague, "editor");
    const mine = await changeCommitment(lead, id, { stage: "agreed" });
    await changeCommitment(colleague, id, { stage: "declined" });
    await changeCommitment(colleague, id, { stage: "agreed" });
    const eventId = mine.outcome === "changed" ? (mine.eventId ?? "") : "";
    expect(await undoChange(lead, id, eventId)).toMatchObject({
      outcome: "conflict",
      row: { stage: "agreed", version: 4 },
    });
  });
});

describe("a cell of the matrix", () => {
  it("is opened by its first stage and changed by the next", async () => {
    const cell = { caseId: theCase.id, sessionId: session, stateCode: "SWE" };
    const opened = await setCell(lead, { ...cell, changes: { stage: "asked" } });
    expect(opened).toMatchObject({
      outcome: "changed",
      eventId: null,
      row: { stage: "asked", version: 1 },
    });
    const changed = await setCell(lead, {
      ...cell,
      expectedVersion: 1,
      changes: { stage: "agreed" },
    });
    expect(changed).toMatchObject({ outcome: "changed", row: { stage: "agreed" } });
  });

  it("is opened and set with a reason, which stands beside what was set", async () => {
    const cell = { caseId: theCase.id, sessionId: session, stateCode: "ISL" };
    const opened = await setCell(lead, {
      ...cell,
      changes: { stage: "agreed" },
      because: "Said in the corridor",
    });
    expect(opened).toMatchObject({ outcome: "changed", row: { stage: "agreed" } });
    const id = opened.row.id;
    const history = (await findCommitment(lead, id))?.history;
    expect(history?.map(({ kind, reason }) => [kind, reason])).toEqual([
      ["changed", "Said in the corridor"],
      ["opened", ""],
    ]);
  });

  it("that a colleague filled meanwhile comes back as a conflict", async () => {
    const cell = { caseId: theCase.id, sessionId: session, stateCode: "FIN" };
    await setCell(lead, { ...cell, changes: { stage: "declined" } });
    expect(await setCell(lead, { ...cell, changes: { stage: "agreed" } })).toMatchObject({
      outcome: "conflict",
      row: { stage: "declined" },
    });
  });
});
