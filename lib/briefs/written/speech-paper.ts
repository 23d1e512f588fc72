import { together } from "../paper/beside";
import { shares, type Trim } from "../paper/fit";
import { asSeen } from "../paper/invisible";
import { type Block, type Paper, plain } from "../paper/paper";
import { asWritten, paragraphsOf } from "../summary/summary";
import type { BriefInputs } from "./brief";
import { type BriefWords, dated, partsOf, whenOf, wordingsBlock } from "./paper";
import { isWrittenElsewhere } from "./point-names";
import { type SpokenPoint, spokenPoints } from "./points";
import { secondsOf, speechPace, wordsIn } from "./speech";

/** A speech as it is measured: its points, and how its words and minutes stand to those that it has. */
export interface Speech {
  points: SpokenPoint[];
  words: number;
  mostWords: number;
  seconds: number;
  mostSeconds: number;
  /** Where it can lose how many words; null where that alone does not help. */
  trims: Trim[] | null;
}

/** Measures a speech. The longest points give first; what is asked and words to lift stay. */
export function speechOf(inputs: BriefInputs, words: BriefWords): Speech {
  const { language, seconds: mostSeconds = 0 } = inputs;
  const points = spokenPoints(inputs, words);
  const count = points.reduce((sum, one) => sum + one.words, 0);
  const mostWords = wordsIn(mostSeconds, language);
  return {
    points,
    words: count,
    mostWords,
    seconds: secondsOf(count, language),
    mostSeconds,
    trims: trimsOf(points, count - mostWords),
  };
}

function trimsOf(points: readonly SpokenPoint[], over: number): Trim[] | null {
  const lengths = points.map(({ point, words }) => (isWrittenElsewhere(point) ? 0 : words));
  if (over <= 0) {
    return [];
  }
  if (over > lengths.reduce((sum, length) => sum + length, 0)) {
    return null;
  }
  return shares(lengths, over).flatMap((words, at) =>
    words > 0 ? [{ at, heading: points[at]?.heading ?? "", words }] : [],
  );
}

/** The paper of a speech: what is spoken, for how long, and below it how people are called and who spoke. */
export function speechPaper(inputs: BriefInputs, words: BriefWords): Paper {
  const { language } = inputs;
  const { say, facts } = words;
  const state = inputs.state === null ? "" : asSeen(inputs.state);
  const day = facts.date({ precision: "day", from: inputs.day });
  const { points, seconds, words: count } = speechOf(inputs, words);
  const kind = say("document.speaking");
  return {
    language,
    title: state ? say("speaking.title", { state }) : kind,
    subtitle: plain(
      dated(say(`speaking.session.${inputs.session.kind}`), whenOf(inputs, words), say),
    ),
    frame: {
      from: asSeen(inputs.organisation),
      beside: "",
      day,
      foot: plain([kind, state, day].filter(Boolean).join(" · ")),
      pageOf: say("page", { page: "{page}", pages: "{pages}" }),
    },
    blocks: [
      {
        kind: "note",
        text: plain(
          together(language, [
            say("speaking.delivery"),
            say("speaking.length", {
              words: count,
              minutes: Math.floor(seconds / 60),
              seconds: seconds % 60,
              pace: speechPace(language),
            }),
          ]),
        ),
      },
      ...points
        .filter(({ words: spoken }) => spoken > 0)
        .map((one) => pointBlock(one, inputs, words)),
      ...partsOf(inputs, words).flatMap(({ blocks }) => blocks),
    ],
  };
}

function pointBlock(
  { heading, point, text }: SpokenPoint,
  inputs: BriefInputs,
  words: BriefWords,
): Block {
  const { language } = inputs;
  if (point === "ask") {
    return { kind: "ask", label: heading, text: asWritten(text, language) };
  }
  const lifted = point === "wordings" ? wordingsBlock(inputs, words) : null;
  const [lead = ""] = text.split("\n");
  return {
    kind: "section",
    heading: asSeen(heading),
    blocks: lifted ? [...paragraphsOf([lead], language), lifted] : paragraphsOf([text], language),
  };
}
