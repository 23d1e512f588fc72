import { z } from "zod";
import { commitmentVisibilities, forums, shownStages } from "@/db/reference/words";
import { type Choices, noChoices, unnamed } from "./import";
import { roles } from "./layout";
import { dateMeanings } from "./sheet";
import { dayOrders } from "./typed-dates";

const uuid = z.guid();

export const OneImport = z.object({ id: uuid });

const said = {
  role: z.record(z.string().regex(/^\d{1,3}$/), z.enum(roles)),
  state: z.record(z.string().max(300), z.string().regex(/^[A-Z]{3}$|^$/)),
  case: z.record(z.string().max(1_000), uuid.or(z.literal(""))),
  named: z.record(z.string().max(1_000), uuid.or(z.literal(""))),
  session: z.record(z.enum([...forums, unnamed]), uuid.or(z.literal(""))),
  owner: z.record(z.string().max(300), uuid.or(z.literal(""))),
  fill: z.record(z.string().regex(/^#[0-9a-f]{6}$|^none$/), z.enum(shownStages).or(z.literal(""))),
};

/**
 * The form of a draft: fields are called `state.<what was typed>`, `fill.<colour>` and so on, with what is meant as
 * their value. A field that is not there has not been answered.
 */
export const ChooseMeanings = z
  .object({ id: uuid })
  .catchall(z.string().max(1_000))
  .transform(({ id, ...fields }, context) => {
    const parts = Object.entries(fields).map(([name, value]) => {
      const [kind = "", ...rest] = name.split(".");
      return { kind, key: rest.join("."), value: value === leftOut ? "" : value };
    });
    const of = (kind: string) =>
      Object.fromEntries(
        parts
          .filter((part) => part.kind === kind && part.value !== unsaid)
          .map(({ key, value }) => [key, value]),
      );
    const whole = z.object({
      sheet: z.coerce.number().int().min(0).max(39).nullable(),
      roles: said.role,
      states: said.state,
      cases: said.case,
      named: said.named,
      sessions: z.partialRecord(z.enum([...forums, unnamed]), uuid.or(z.literal(""))),
      owners: said.owner,
      fills: said.fill,
      dates: z.enum(dateMeanings).nullable(),
      dayOrder: z.enum(dayOrders).nullable(),
      visibility: z.enum(commitmentVisibilities),
    });
    const read = whole.safeParse({
      sheet: fields.sheet ?? null,
      roles: of("role"),
      // A State from the whole list is said where none of the near ones was meant.
      states: { ...of("state"), ...nonEmpty(of("other")) },
      cases: of("case"),
      named: of("named"),
      sessions: of("session"),
      owners: of("owner"),
      fills: of("fill"),
      dates: fields.dates ?? null,
      dayOrder: fields.dayOrder === unsaid ? null : (fields.dayOrder ?? null),
      visibility: fields.visibility ?? noChoices.visibility,
    });
    if (!read.success) {
      context.addIssue({ code: "custom", message: "forms.invalid" });
      return z.NEVER;
    }
    return { id, choices: read.data as Choices };
  });

const nonEmpty = (said: Record<string, string>) =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ""));

/** An answer that leaves out; an empty field would look like none. */
export const leftOut = "-";
/** The answer of whoever has not answered. */
export const unsaid = "?";
