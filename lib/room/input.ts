import { z } from "zod";
import { deliveries } from "@/db/reference/words";

const id = z.guid();
const text = (most: number) => z.string().trim().max(most, "forms.tooLong").default("");
const key = z.string("forms.missing").max(20, "forms.invalid");
/** How long ago it was pressed, in milliseconds: what waited for the network keeps its minute, whatever the device's clock says. */
const ago = z.coerce.number().int().min(0).max(86_400_000).catch(0).default(0);

/** One step in the room. Each does one thing to the list or to one of its lines. */
export const Step = z.intersection(
  z.object({
    sessionId: id,
    /** The key of one press: however often it is sent, it is done once. A bad one counts as none. */
    once: z.guid().optional().catch(undefined),
  }),
  z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("add"),
      text: z.string("forms.missing").trim().min(1, "forms.missing").max(20_000, "forms.tooLong"),
      /** Lines that stand there already too, behind the list. */
      again: z.literal("yes").optional().catch(undefined),
    }),
    z.object({ kind: z.literal("addPromised") }),
    /** What an unclear line means: a State, somebody who is none, or several States together or one after the other. */
    z.object({
      kind: z.literal("mean"),
      id,
      as: z.enum(["state", "other", "together", "apart"], "forms.missing"),
      state: key.optional(),
    }),
    /** What a name in a list of States means that nobody knew; it goes on being none of the line's where it is no State. */
    z.object({
      kind: z.literal("member"),
      id,
      name: z.string("forms.missing").min(1, "forms.missing").max(500, "forms.tooLong"),
      as: z.enum(["state", "other"], "forms.missing"),
      state: key.optional(),
    }),
    z.object({ kind: z.literal("joint"), id, names: text(5_000), onBehalfOf: text(300) }),
    z.object({
      kind: z.literal("move"),
      id,
      to: z.enum(["up", "down", "after"]),
      after: id.optional(),
    }),
    z.object({ kind: z.literal("remove"), id }),
    z.object({ kind: z.literal("hear"), id, caseIds: z.array(id).max(30).default([]), ago }),
    z.object({ kind: z.literal("undo"), id }),
    z.object({
      kind: z.literal("minute"),
      id,
      time: z.string("forms.missing").regex(/^([01]\d|2[0-3]):[0-5]\d$/, "sessions.form.timeShape"),
    }),
    z.object({
      kind: z.literal("words"),
      id,
      quote: text(10_000),
      quoteLanguage: text(35),
    }),
    z.object({ kind: z.literal("cut"), id }),
    z.object({ kind: z.literal("uncut"), id }),
    z.object({
      kind: z.literal("deliver"),
      commitmentId: id,
      delivery: z.enum(deliveries).or(z.literal("none")),
    }),
  ]),
);
export type Step = z.output<typeof Step>;
export type StepOf<Kind extends Step["kind"]> = Extract<Step, { kind: Kind }>;
