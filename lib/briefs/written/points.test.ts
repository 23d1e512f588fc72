import { describe, expect, it } from "vitest";
import { alertLanguages, engagementKinds, governmentResponses } from "@/db/reference/words";
import type { PaperLanguage } from "../paper/paper";
import type { BriefInputs } from "./brief";
import { pointsAfter, type SentPoint } from "./edits";
import { KeepBrief } from "./input";
import { placePoints, type SpokenPoint, spokenPoints } from "./points";
import { wordsFor } from "./preview";
import { clockOf, secondsOf, wordsIn } from "./speech";
import { speechOf } from "./speech-paper";

const id = "01890000-0000-7000-8000-000000000001";
const aCase = (more: Partial<BriefInputs["cases"][number]> = {}): BriefInputs["cases"][number] => ({
  id,
  reference: "PL-2026-001",
  people: ["A teacher"],
  situation: {
    title: "Two panellists",
    types: ["detention"],
    perpetrators: [],
    from: "2026-04-13",
    to: null,
    precision: "day",
    engagement: "upr",
    verification: null,
    response: "none",
    sgReport: null,
  },
  words: null,
  ...more,
});
const aSpeech = (more: Partial<BriefInputs> = {}): BriefInputs => ({
  kind: "speaking",
  language: "en",
  ask: "Please raise this case in the review.",
  wordings: [],
  contact: "",
  day: "2026-04-01",
  organisation: "Our Network",
  state: "Example State 7",
  session: { kind: "upr_pre_session", startsOn: null, endsOn: null, precision: "unknown" },
  cases: [aCase()],
  parts: [],
  agreed: [],
  record: [],
  seconds: 300,
  points: [],
  ...more,
});
const ofA = (inputs: BriefInputs) => speechOf(inputs, wordsFor(inputs));
const saying = (count: number) => Array.from({ length: count }, () => "word").join(" ");

describe("the points of a speech", () => {
  it("tell their author where a case has no words to say aloud, until there are some", () => {
    const bareIn = (more: Partial<BriefInputs>) =>
      ofA(aSpeech(more))
        .points.filter(({ isBare }) => isBare)
        .map(({ point }) => point);
    const words = { summary: "", link: "", trigger: "", currentSituation: "" };
    expect(bareIn({})).toEqual([`case.${id}`]);
    expect(bareIn({ cases: [aCase({ words })] })).toEqual([`case.${id}`]);
    expect(bareIn({ cases: [aCase({ words: { ...words, summary: "They were held." } })] })).toEqual(
      [],
    );
    const point = `case.${id}`;
    expect(bareIn({ points: [{ point, isOut: false, text: "They were held." }] })).toEqual([]);
    expect(bareIn({ points: [{ point, isOut: true }] })).toEqual([]);
  });

  it("begin filled: who speaks, each case with its link to the United Nations, the ask, thanks", () => {
    const told = ofA(aSpeech()).points.filter(({ words }) => words > 0);
    expect(told.map(({ point }) => point)).toEqual(["opening", `case.${id}`, "ask", "closing"]);
    expect(told[0]?.text).toContain("I speak on behalf of Our Network.");
    expect(told[0]?.text).toContain("Example State 7");
    for (const words of [
      "We raise this case: Two panellists.",
      "The case concerns a teacher.",
      "There are reports of detention or imprisonment, 13 April 2026.",
      "no response of the Government",
      "The background is cooperation with the Universal Periodic Review of the United Nations.",
    ]) {
      expect(told[1]?.text).toContain(words);
    }
  });

  it("say the words of a case only where these may be told", () => {
    const words = {
      summary: "Stopped twice.",
      link: "Both spoke.",
      trigger: "",
      currentSituation: "",
    };
    const [, named] = ofA(aSpeech({ cases: [aCase({ words })] })).points;
    expect(named?.text).toContain("Stopped twice.\nThe case concerns");
    expect(named?.text).toContain("Both spoke.");
    const [, silent] = ofA(aSpeech({ cases: [aCase({ situation: null, words: null })] })).points;
    expect(silent?.text).toBe("");
  });

  it.each<[PaperLanguage, string[], string]>([
    ["en", ["A lawyer"], "The case concerns a lawyer."],
    ["en", ["Two members of an association"], "The case concerns two members of an association."],
    ["en", ["A lawyer", "Her relatives"], "The case concerns a lawyer and her relatives."],
    ["en", ["A lawyer, retired", "A judge"], "The case concerns a lawyer, retired; a judge."],
    // What may be a name keeps its capital.
    ["en", ["Green Valley"], "The case concerns Green Valley."],
    ["en", ["The Hague group"], "The case concerns The Hague group."],
    ["fr", ["Un avocat", "Des proches"], "Cette affaire concerne un avocat et des proches."],
    ["es", ["El abogado"], "El caso concierne al abogado."],
    ["es", ["Una jueza", "El abogado"], "El caso concierne a una jueza y al abogado."],
    ["en", ["First member of a group"], "The case concerns the first member of a group."],
    ["es", ["Dos juezas"], "El caso concierne a dos juezas."],
    ["ru", ["Двое адвокатов"], "Пострадавшая сторона в этом деле — двое адвокатов."],
    ["ar", ["عضوان في جمعية"], "الطرف المتضرر في هذه القضية هو عضوان في جمعية."],
    ["zh", ["一名律师", "其家人"], "本案涉及一名律师和其家人。"],
    // In another script, on a line of its own.
    ["ar", ["A lawyer"], "المتضررون:\nA lawyer"],
  ])("say in %s of whom a case speaks, one or several: %s", (language, people, said) => {
    const [, point] = ofA(aSpeech({ language, cases: [aCase({ people })] })).points;
    expect(point?.text).toContain(said);
  });

  it.each(alertLanguages)(
    "say every kind of cooperation and answer as a sentence in %s",
    (language) => {
      const { situation } = aCase();
      const end = language === "zh" ? "。" : ".";
      const texts = new Set<string>();
      for (const [at, engagement] of engagementKinds.entries()) {
        const response = governmentResponses[at % governmentResponses.length] ?? null;
        const one = situation && {
          ...situation,
          title: "",
          types: ["other"],
          engagement,
          response,
        };
        const [, point] = ofA(
          aSpeech({ language, cases: [aCase({ situation: one, people: [] })] }),
        ).points;
        const lines = point?.text.split("\n") ?? [];
        expect(lines).toHaveLength(3);
        for (const line of lines) {
          expect(line.endsWith(end), line).toBe(true);
          expect(line).not.toContain("speaking.");
        }
        texts.add(lines[1] ?? "");
      }
      expect(texts.size).toBe(engagementKinds.length);
    },
  );

  it("name no State where they are on several, and say who spoke before only from the record", () => {
    const [opening] = ofA(aSpeech({ state: null })).points;
    expect(opening?.text).not.toContain("Example State");
    const entry = {
      group: "g",
      type: "statement",
      body: "hrc",
      date: "2026-03-02",
      precision: "day",
      description: "",
      document: null,
      confidence: "",
      sources: [],
    } as const;
    const record = ["Example State 2", "Example State 1"].map((state) => ({
      ...entry,
      state,
      sources: [],
    }));
    const before = ofA(aSpeech({ record })).points.find(({ point }) => point === "before");
    expect(before?.text).toBe(
      "These States have spoken of reprisals there before: Example State 1 and Example State 2. When: 2 March 2026.",
    );
  });

  it("keep their places, and one that is new comes behind the one before it", () => {
    const all = ["opening", "case.a", "case.b", "ask", "closing"];
    const placed = ["ask", "opening", "case.a", "closing"].map((point) => ({ point, isOut: true }));
    expect(placePoints(all, placed).map(({ point }) => point)).toEqual([
      "ask",
      "opening",
      "case.a",
      "case.b",
      "closing",
    ]);
    // What is asked is always spoken, and a case that is not chosen any more is none.
    expect(placePoints(all, placed)[0]?.isOut).toBe(false);
    expect(placePoints(["ask"], placed)).toEqual([{ point: "ask", isOut: false }]);
  });
});

describe("words against minutes", () => {
  it("are counted by the language, with signs in Chinese", () => {
    expect(wordsIn(300, "en")).toBe(650);
    expect(wordsIn(90, "en")).toBe(195);
    expect(wordsIn(300, "zh")).toBe(1200);
    expect(clockOf(secondsOf(612, "en"))).toBe("4:42");
    expect(clockOf(90)).toBe("1:30");
    const chinese = ofA(aSpeech({ language: "zh", ask: "请在审议中提出此案。" }));
    expect(chinese.points.find(({ point }) => point === "ask")?.words).toBe(10);
  });

  it("add up point by point, and what is left out takes no time", () => {
    const own = { point: "own1", isOut: false, text: saying(130) };
    const { points, seconds } = ofA(aSpeech({ points: [own] }));
    const at = points.findIndex(({ point }) => point === "own1");
    const before = points[at - 1]?.until ?? 0;
    expect((points[at]?.until ?? 0) - before).toBe(60);
    expect(points.at(-1)?.until).toBe(seconds);
    const without = ofA(aSpeech({ points: [{ ...own, isOut: true }] }));
    expect(without.seconds).toBe(seconds - 60);
  });

  it("say by how many to cut and where, the longest first", () => {
    const short = ofA(aSpeech());
    expect(short.trims).toEqual([]);
    const long = ofA(
      aSpeech({
        seconds: 30,
        points: [
          { point: "own1", isOut: false, text: saying(400) },
          { point: "own2", isOut: false, text: saying(5) },
        ],
      }),
    );
    const cut = long.words - long.mostWords;
    expect(cut).toBeGreaterThan(300);
    expect(long.trims?.reduce((sum, { words }) => sum + words, 0)).toBe(cut);
    expect(long.trims?.toSorted((a, b) => b.words - a.words)[0]).toMatchObject({
      heading: "Further point",
    });
    const lifted = { kind: "statement", text: saying(200) } as const;
    expect(ofA(aSpeech({ seconds: 30, wordings: [lifted] })).trims).toBeNull();
  });
});

describe("a point that its author wrote anew", () => {
  const [spoken] = spokenPoints(aSpeech(), wordsFor(aSpeech())) as [SpokenPoint];
  const sent = (more: Partial<SentPoint>): SentPoint => ({
    point: spoken.point,
    isOut: false,
    reach: 1,
    was: spoken.drawn,
    text: spoken.drawn,
    answer: "later",
    ...more,
  });

  it("is kept with what it said by itself, and follows that while nobody touches it", () => {
    expect(pointsAfter([], [sent({ text: "Good morning." })], [spoken])).toEqual([
      {
        point: "opening",
        isOut: false,
        edit: { was: spoken.drawn, text: "Good morning.", reach: 1 },
      },
    ]);
    expect(pointsAfter([], [sent({ was: "Older.", text: "Older." })], [spoken])).toEqual([
      { point: "opening", isOut: false },
    ]);
  });

  it("may be nothing, and gives way to what is known when its author says so", () => {
    expect(pointsAfter([], [sent({ text: "" })], [spoken])[0]?.edit?.text).toBe("");
    const had = [
      { point: "opening", isOut: false, edit: { was: "Older.", text: "Mine.", reach: 1 as const } },
    ];
    const again = (answer: SentPoint["answer"]) =>
      pointsAfter(had, [sent({ was: "Older.", text: "Mine.", answer })], [spoken])[0]?.edit;
    expect(again("later")).toEqual(had[0]?.edit);
    expect(again("keep")?.was).toBe(spoken.drawn);
    expect(again("take")).toBeUndefined();
  });

  it("goes where it was written while more might be told of the people of its case", () => {
    const mine = { text: "Their names.", reach: 2 as const };
    expect(pointsAfter([], [sent(mine)], [spoken])[0]?.edit).toBeUndefined();
    expect(pointsAfter([], [sent(mine)], [{ ...spoken, reach: 2 }])[0]?.edit).toMatchObject(mine);
  });
});

describe("what a form sends", () => {
  const draft = { draftId: id, language: "en" };

  it("keeps points in the order of their places, and none that is not known", () => {
    const { points } = KeepBrief.parse({
      ...draft,
      "pointAt.closing": "2",
      "pointAt.opening": "3",
      [`pointAt.case.${id}`]: "1",
      "pointAt.somewhere": "4",
      "pointOut.closing": "yes",
      "text.point.opening": "Good morning.",
    });
    expect(points.map(({ point }) => point)).toEqual([`case.${id}`, "closing", "opening"]);
    expect(points[1]?.isOut).toBe(true);
    expect(points[2]).toMatchObject({ text: "Good morning.", reach: 2 });
  });

  it("takes whole and half minutes alone", () => {
    const minutesOf = (typed: string) => KeepBrief.safeParse({ ...draft, minutes: typed });
    expect(minutesOf("4.5").data?.minutes).toBe(4.5);
    expect(minutesOf("4,5").data?.minutes).toBe(4.5);
    for (const typed of ["", "0", "4.2", "61", "five"]) {
      expect(minutesOf(typed).error?.issues[0]?.message, typed).toBe("briefs.fault.minutes");
    }
  });

  it("keeps a question without its answer", () => {
    const { answers } = KeepBrief.parse({ ...draft, question1: "Who paid?", answer3: "Nobody." });
    expect(answers).toEqual([
      { question: "Who paid?", answer: "" },
      { question: "", answer: "Nobody." },
    ]);
  });
});
