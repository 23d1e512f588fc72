import { uuidv7 } from "uuidv7";
import type { AlertLanguage } from "@/db/reference/words";
import type { Member } from "@/db/testing/factories";
import type { World } from "@/lib/submissions/testing-world";
import {
  prepareReferral,
  readReferral,
  recordAnswer,
  recordReferralConsent,
  recordSent,
} from "./referrals/commands";
import { RecordAnswer, RecordReferralConsent, RecordSent } from "./referrals/input";
import { listReferralConsents, listReferrals } from "./referrals/queries";
import { openRequest } from "./requests/commands";
import { OpenRequest } from "./requests/input";

/** Nobody's place, and words for each of the sealed fields that can be found again. */
export const sealedWords = {
  stateCode: "XEF",
  place: "zqplace",
  situation: "zqsituation",
  channel: "zqchannel",
  channelHolder: "zqholder",
  needs: "zqneeds",
  amount: "1500",
  currency: "EUR",
  languages: ["es"],
  otherLanguages: "zqtongue",
  tried: "zqtried",
};

export const aRequest = (
  { caseId, defender }: World,
  by: Member,
  given: Record<string, unknown> = {},
  once?: string,
): Promise<string> =>
  openRequest(
    by,
    OpenRequest.parse({
      caseId,
      defenderId: defender,
      kind: "temporary_relocation",
      nature: "practical",
      urgency: "this_week",
      ...sealedWords,
      ...given,
    }),
    once,
  );

/** An organisation of the shipped directory that gives relocation, and one whose programme is halted. */
export const helper = "protectdefenders-eu";
export const halted = "freedom-house-eap";

export const agree = (
  { caseId }: World,
  by: Member,
  requestId: string,
  fields: readonly string[],
  { supportKey = helper, answer = "yes", ...given }: Record<string, unknown> = {},
) =>
  recordReferralConsent(
    by,
    RecordReferralConsent.parse({
      caseId,
      requestId,
      supportKey,
      answer,
      fields,
      givenBy: "defender",
      ...given,
    }),
  );

export const prepare = (
  { caseId }: World,
  by: Member,
  requestId: string,
  {
    supportKey = helper,
    language = "en",
    sure,
  }: { supportKey?: string; language?: AlertLanguage; sure?: "yes" } = {},
  once: string = uuidv7(),
) =>
  prepareReferral(
    by,
    { caseId, requestId, supportKey, language, replyTo: "Desk, desk@network.example", sure },
    once,
  );

export const text = ({ caseId }: World, by: Member, requestId: string, referralId: string) =>
  readReferral(by, { caseId, requestId, referralId });

export const sent = (
  { caseId }: World,
  by: Member,
  requestId: string,
  referralId: string,
  given: Record<string, unknown> = {},
) =>
  recordSent(
    by,
    RecordSent.parse({
      caseId,
      requestId,
      referralId,
      channel: "secure_form",
      sentOn: today(),
      ...given,
    }),
  );

export const answered = async (
  { caseId }: World,
  by: Member,
  requestId: string,
  referralId: string,
  given: Record<string, unknown>,
) => {
  const one = (await listReferrals(by, caseId, requestId)).find(({ id }) => id === referralId);
  await recordAnswer(
    by,
    RecordAnswer.parse({
      caseId,
      requestId,
      referralId,
      version: one?.version ?? 1,
      answeredOn: today(),
      ...given,
    }),
  );
};

export const newestConsent = async ({ caseId }: World, by: Member, requestId: string) => {
  const [newest] = await listReferralConsents(by, caseId, requestId);
  return newest?.id ?? "";
};

export const today = () => new Date().toISOString().slice(0, 10);
