import { z } from "zod";
import { alertLanguages, audiences, disclosureChannels } from "@/db/reference/words";
import { id, text } from "@/lib/cases/input";
import { dayThatHasCome } from "@/lib/dates/date-input";

/** One audience in one language, of the version that the person saw. */
export const IssueEdition = z.object({
  caseId: id,
  alertId: id,
  versionId: id,
  audience: z.enum(audiences),
  language: z.enum(alertLanguages),
  correction: text(500),
  /** Who issues knows that somebody who was asked has not signed. */
  sure: z.literal("yes").optional(),
  /** No signatory's capacity stands in it. */
  withoutCapacities: z.literal("yes").optional(),
  /** Who issues knows that sections of the source are not in this language. */
  knowsLacking: z.literal("yes").optional(),
});
export type IssueEdition = z.output<typeof IssueEdition>;

export const recipientKinds = ["organisation", "state", "other"] as const;

/** To whom, how and when. The address of a State is its opaque key. */
export const HandOutEdition = z
  .object({
    caseId: id,
    alertId: id,
    editionId: id,
    kind: z.enum(recipientKinds, { error: "forms.missing" }),
    organisationId: z.uuid().optional(),
    stateKey: z.string().max(100).optional(),
    recipient: text(200),
    channel: z.enum(disclosureChannels, { error: "forms.missing" }),
    on: dayThatHasCome,
  })
  .superRefine((given, context) => {
    const field = {
      organisation: "organisationId",
      state: "stateKey",
      other: "recipient",
    } as const;
    if (!given[field[given.kind]]) {
      context.addIssue({ code: "custom", path: [field[given.kind]], message: "forms.missing" });
    }
  });
export type HandOutEdition = z.output<typeof HandOutEdition>;
