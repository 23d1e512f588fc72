import { z } from "zod";
import { type AlertLanguage, alertLanguages } from "@/db/reference/words";
import { mostCases, mostMissions } from "./pack";

const texts = z.object(
  Object.fromEntries(
    alertLanguages.flatMap((one): [string, z.ZodType][] => [
      [`ask.${one}`, z.string().trim().max(600).default("")],
      [`text.${one}`, z.string().trim().max(1_000).default("")],
    ]),
  ),
);

const asked = z
  .object({
    sessionId: z.uuid(),
    caseIds: z
      .array(z.uuid(), { message: "packs.fault.cases" })
      .min(1, { message: "packs.fault.cases" })
      .max(mostCases, { message: "packs.fault.tooManyCases" }),
    stateKeys: z
      .array(z.string().max(20), { message: "packs.fault.missions" })
      .min(1, { message: "packs.fault.missions" })
      .max(mostMissions),
    contact: z.string().trim().max(400).default(""),
    confirmed: z.literal("yes", { message: "packs.fault.confirm" }),
    /** Once its author was told that a part of a protected name may stand in the words. */
    sure: z.literal("yes").optional(),
    /** Its author says that nothing which must not be mentioned stands in the words. */
    mentionsRead: z.literal("yes").optional(),
  })
  .catchall(z.unknown());

type Sent = z.output<typeof asked> & z.output<typeof texts>;

function languageOf(sent: Sent, key: string): AlertLanguage {
  return (
    alertLanguages.find((one) => one === (sent as Record<string, unknown>)[`language.${key}`]) ??
    "en"
  );
}

const askIn = (sent: Sent, language: AlertLanguage) => String(sent[`ask.${language}`] ?? "");

/** Asks for a pack: `language.<key>` of each mission, `ask.<language>` and `text.<language>` once for all of them. */
export const AskForPack = z
  .intersection(asked, texts)
  .superRefine((sent, context) => {
    const wanted = sent.stateKeys.map((key) => languageOf(sent, key));
    const [first] = wanted;
    if (first && wanted.every((language) => askIn(sent, language) === "")) {
      context.addIssue({ code: "custom", path: [`ask.${first}`], message: "packs.fault.ask" });
    }
  })
  .transform((sent) => ({
    sessionId: sent.sessionId,
    caseIds: sent.caseIds,
    contact: sent.contact,
    sure: sent.sure,
    mentionsRead: sent.mentionsRead,
    words: Object.fromEntries(
      alertLanguages.map((one) => [
        one,
        { ask: askIn(sent, one), text: String(sent[`text.${one}`] ?? "") },
      ]),
    ) as Record<AlertLanguage, { ask: string; text: string }>,
    missions: [...new Set(sent.stateKeys)].map((key) => ({ key, language: languageOf(sent, key) })),
  }));
export type AskForPack = z.output<typeof AskForPack>;

export const OnePack = z.object({ packId: z.uuid() });
export type OnePack = z.output<typeof OnePack>;
