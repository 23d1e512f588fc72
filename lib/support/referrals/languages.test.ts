import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { exampleStateNames } from "@/db/reference/example-states";
import { referralFields } from "@/db/reference/support-words";
import { type AlertLanguage, alertLanguages } from "@/db/reference/words";
import { useDatabase } from "@/db/testing/database";
import { paperMessages } from "@/lib/i18n/paper-messages";
import { aWorld, realName, type World } from "@/lib/submissions/testing-world";
import { agree, aRequest, prepare, sealedWords, text } from "../testing-request";
import { languageToWriteIn } from "./language";
import { listReferrals } from "./queries";
import * as referralTexts from "./referral-text";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let world: World;
let requestId: string;
beforeAll(async () => {
  world = await aWorld();
  requestId = await aRequest(world, world.lead, {
    neededBy: "2026-12-04",
    amount: "1500.50",
    currency: "USD",
  });
});

/** The text that tells these fields, as the team reads it. */
async function textOf(language: AlertLanguage, fields: readonly string[]): Promise<string> {
  await agree(world, world.lead, requestId, fields);
  return text(
    world,
    world.editor,
    requestId,
    await prepare(world, world.lead, requestId, { language }),
  );
}

/** What is in a text of each field, in whichever language. Nothing is sealed of how to reach them, nor of a family. */
const marks: Record<string, RegExp> = {
  label: /A lawyer/,
  name: /Zqamina/,
  where: /zqplace/,
  situation: /zqsituation/,
  channel: /zqchannel|zqholder/,
  needs: /zqneeds/,
  amount: /1\D?500/,
  languages: /zqtongue/,
  tried: /zqtried/,
};
const found = (told: string) => Object.keys(marks).filter((field) => marks[field]?.test(told));

/** Looks that exactly one field is told, whichever it is; the mistakes that it finds. */
async function mistakes(language: AlertLanguage): Promise<string[]> {
  const wrong = [];
  for (const field of referralFields) {
    const told = await textOf(language, [field]);
    const { field: labels } = paperMessages[language].referral;
    const wanted = marks[field] ? [field] : [];
    const isLabelled = told.split("\n").some((line) => line.startsWith(labels[field]));
    if (found(told).join() !== wanted.join() || isLabelled !== wanted.length > 0) {
      wrong.push(field);
    }
  }
  return wrong;
}

describe.each(alertLanguages)("a referral in %s", (language) => {
  const { referral } = paperMessages[language];

  it("says everything but what somebody typed in that language", async () => {
    const told = await textOf(language, referralFields);
    const [row] = await listReferrals(world.lead, world.caseId, requestId);
    expect(row?.language).toBe(language);
    expect(told.split("\n\n").slice(2, -2)).toEqual(
      [referral.part.who, referral.part.situation, referral.part.needs].map((heading) =>
        expect.stringMatching(new RegExp(`^${heading}\n`)),
      ),
    );
    expect(told).toContain(referral.kind.temporary_relocation);
    expect(told).toContain(referral.urgency.this_week);
    expect(told).toContain(whole[language].day);
    expect(told.replaceAll(/[\u00a0\u202f]/g, " ")).toContain(whole[language].amount);
    expect(told).toContain(whole[language].spanish);
    expect(told).toContain(exampleStateNames(6)[language]);
    expect(told.endsWith(`${referral.asTyped}\n\n${referral.letter.closing}`)).toBe(true);
    const [head, opening] = told.split("\n\n");
    expect(opening).toBe(referral.letter.opening);
    expect(head?.replace(/[\u2068\u2069]/g, "")).toMatch(/desk@network\.example$/);
    // What was typed stands as it was.
    for (const typed of Object.values(sealedWords).filter((one) => /^zq/.test(String(one)))) {
      expect(told).toContain(typed);
    }
    expect(told).toContain(realName);
  });

  it("tells exactly what was agreed to", async () => {
    expect(await mistakes(language)).toEqual([]);
    const honest = referralTexts.referralText;
    const spy = vi
      .spyOn(referralTexts, "referralText")
      .mockImplementation((told, fields, words) => honest(told, [...fields, "where"], words));
    expect(await mistakes(language)).toEqual(referralFields.filter((field) => field !== "where"));
    spy.mockRestore();
  });

  it("tells the kind and how soon where nothing but the question was agreed to", async () => {
    const told = await textOf(language, []);
    expect(found(told)).toEqual([]);
    expect(told).not.toContain(referral.asTyped);
    expect(told.split("\n")).toHaveLength(14);
  });
});

const whole: Record<AlertLanguage, { day: string; amount: string; spanish: string }> = {
  ar: {
    day: "4 كانون الأول/ديسمبر 2026",
    amount: "1,500.50 دولار أمريكي",
    spanish: "الإسبانية",
  },
  en: {
    day: "4 December 2026",
    amount: "1,500.50 US dollars",
    spanish: "Spanish",
  },
  es: {
    day: "4 de diciembre de 2026",
    amount: "1500,50 dólares estadounidenses",
    spanish: "español",
  },
  fr: {
    day: "4 décembre 2026",
    amount: "1 500,50 dollars des États-Unis",
    spanish: "espagnol",
  },
  ru: {
    day: "4 декабря 2026 г.",
    amount: "1 500,50 доллара США",
    spanish: "испанский",
  },
  zh: {
    day: "2026年12月4日",
    amount: "1,500.50美元",
    spanish: "西班牙语",
  },
};

it("sets apart in Arabic what would else be read from its end, line by line", async () => {
  const own = await aWorld();
  const id = await aRequest(own, own.lead, { channel: "+41 22 917 00 00", needs: "One.\nTwo." });
  await agree(own, own.lead, id, ["channel", "needs"]);
  const told = await text(own, own.lead, id, await prepare(own, own.lead, id, { language: "ar" }));
  expect(told).toContain("\u2068+41 22 917 00 00\u2069");
  expect(told).toContain("\u2068One.\u2069\n\u2068Two.\u2069");
  const english = await text(own, own.lead, id, await prepare(own, own.lead, id));
  expect(english).not.toMatch(/[\u2068\u2069]/);
});

it.each([
  [["ar", "en", "fr"], "fr-CH", "fr"],
  [["ar", "en", "fr"], "ru", "en"],
  [["fr", "es", "pt"], "en", "es"],
  [["pt", "vi"], "ru", "en"],
  [[], "fr", "en"],
] as const)(
  "writes to whoever writes in %j, for a reader of %s, in %s",
  (known, reader, chosen) => {
    expect(languageToWriteIn(known, reader)).toBe(chosen);
  },
);
