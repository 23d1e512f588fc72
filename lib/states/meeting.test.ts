import { describe, expect, it } from "vitest";
import { byUrgency, chooseAsk, type Promised, silencesOf } from "./meeting";

function promised(known: Partial<Promised> = {}): Promised {
  return {
    commitmentId: "c",
    caseId: "case-1",
    caseReference: "PL-2026-014",
    caseTitle: "Two stopped at the border",
    doNotMention: "",
    sessionId: "s",
    sessionTitle: "UPR pre-session",
    sessionIsOver: false,
    forum: "upr",
    stage: "asked",
    isRaised: false,
    wasAsked: true,
    raised: null,
    withCapital: false,
    leaning: null,
    closedAs: null,
    word: null,
    wordOn: null,
    modality: null,
    naming: "theme",
    namingAllowed: "person",
    wordingAsked: "Ask about the case.",
    areWordsSetBack: false,
    condition: "",
    confidentiality: "coalition",
    delivery: null,
    nextStep: "",
    dueOn: null,
    askedOn: null,
    ownerName: null,
    ownerIsMe: false,
    partnerName: null,
    ...known,
  };
}

describe("the ask to carry into the room", () => {
  it("is that of the open commitment whose reply is due first", () => {
    const rows = [
      promised({ wordingAsked: "later", dueOn: "2026-12-10" }),
      promised({ wordingAsked: "without a date" }),
      promised({ wordingAsked: "soonest", dueOn: "2026-12-01" }),
      promised({ wordingAsked: "", dueOn: "2026-11-30" }),
    ];
    expect(chooseAsk(rows)?.wordingAsked).toBe("soonest");
  });

  it("is never one that is closed, raised, declined or whose occasion has passed", () => {
    const over = [
      promised({ closedAs: "lapsed" }),
      promised({ isRaised: true }),
      promised({ stage: "declined" }),
      promised({ sessionIsOver: true }),
    ];
    expect(chooseAsk(over)).toBeNull();
    expect(byUrgency([...over, promised({ caseReference: "PL-2026-999" })])[0]?.caseReference).toBe(
      "PL-2026-999",
    );
  });
});

describe("what may not be mentioned", () => {
  it("is the team's words and what consent leaves out, the strictest occasion counting", () => {
    const rows = [
      promised({ doNotMention: "The family’s town." }),
      promised({ doNotMention: "The family’s town.", namingAllowed: "situation" }),
      promised({ caseId: "case-2", caseReference: "PL-2026-001", namingAllowed: "country" }),
      promised({ caseId: "case-3", caseReference: "PL-2026-002", namingAllowed: "person" }),
    ];
    expect(silencesOf(rows)).toEqual([
      { caseId: "case-2", caseReference: "PL-2026-001", text: "", naming: "nothing" },
      {
        caseId: "case-1",
        caseReference: "PL-2026-014",
        text: "The family’s town.",
        naming: "situation",
      },
    ]);
  });

  it("is everything where consent is not known", () => {
    expect(silencesOf([promised({ namingAllowed: null })])[0]?.naming).toBe("nothing");
  });
});
