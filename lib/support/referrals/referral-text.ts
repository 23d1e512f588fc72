import type { UnLanguage } from "@/db/reference/languages";
import type { ReferralField, SupportKind, SupportUrgency } from "@/db/reference/support-words";
import type { Identity } from "@/lib/defenders/identity";
import type { SupportDetails } from "../requests/details";

/** Everything that a text could tell; what it does tell is chosen by the fields. */
export interface ToldBy {
  organisation: string;
  kind: SupportKind;
  urgency: SupportUrgency;
  /** `YYYY-MM-DD`. */
  neededBy: string | null;
  label: string;
  identity: Identity | null;
  details: SupportDetails;
  /** The names of the State in which they are. */
  stateNames: Record<UnLanguage, string> | null;
}

type Part = "who" | "situation" | "needs";

/** What stands around what somebody wrote, and how what is kept as codes is called. */
export interface TextWords {
  heading(part: Part): string;
  line(field: ReferralField | "from" | "kind" | "urgency" | "neededBy", value: string): string;
  kind(kind: SupportKind): string;
  urgency(urgency: SupportUrgency): string;
  heldBy(channel: string, holder: string): string;
  amount(amount: string, currency: string): string;
  /** Behind what it belongs to. */
  inBrackets(what: string): string;
  language(code: string): string;
  list(items: string[]): string;
  state(names: Record<UnLanguage, string>): string;
  day(day: string): string;
  /** What somebody wrote, as they wrote it. */
  typed(written: string): string;
  /** Says so to whoever reads the text. */
  asTyped: string;
}

const parts: { part: Part; fields: readonly ReferralField[] }[] = [
  { part: "who", fields: ["label", "name", "contact", "family"] },
  { part: "situation", fields: ["where", "situation", "channel"] },
  { part: "needs", fields: ["needs", "amount", "languages", "tried"] },
];

/** Fields that are kept as codes and figures; all others hold what somebody typed. */
const untyped: readonly ReferralField[] = ["amount", "languages"];

/**
 * The text for one support organisation: who, in what situation, what is needed, in this order. Beside what was agreed to
 * (`fields`) it tells who asks, what kind of help and how soon; a field that is not listed is not in it.
 */
export function referralText(
  told: ToldBy,
  fields: readonly ReferralField[],
  words: TextWords,
): string {
  const value = valuesOf(told, words);
  const always = [
    words.line("kind", words.kind(told.kind)),
    words.line("urgency", words.urgency(told.urgency)),
    ...(told.neededBy ? [words.line("neededBy", words.day(told.neededBy))] : []),
  ];
  const agreed = fields.filter((field) => value[field] !== "");
  const blocks = parts.flatMap(({ part, fields: of }) => {
    const lines = [
      ...(part === "needs" ? always : []),
      ...of
        .filter((field) => agreed.includes(field))
        .map((field) => words.line(field, value[field])),
    ];
    return lines.length > 0 ? [[words.heading(part), ...lines].join("\n")] : [];
  });
  return [
    words.line("from", words.typed(told.organisation)),
    ...blocks,
    ...(agreed.some((field) => !untyped.includes(field)) ? [words.asTyped] : []),
  ].join("\n\n");
}

/** Those of the fields of which something is kept, so that a text can tell it. */
export function keptFields(
  told: ToldBy,
  fields: readonly ReferralField[],
  words: TextWords,
): ReferralField[] {
  const value = valuesOf(told, words);
  return fields.filter((field) => value[field].trim() !== "");
}

function valuesOf(
  { details, identity, label, stateNames }: ToldBy,
  words: TextWords,
): Record<ReferralField, string> {
  const typed = (written: string | undefined) => words.typed((written ?? "").trim());
  const [place, channel] = [typed(details.place), typed(details.channel)];
  const state = stateNames ? words.state(stateNames) : "";
  return {
    label: typed(label),
    name: typed(identity?.name),
    contact: typed(identity?.contact),
    family: typed(identity?.family),
    where: place && state ? place + words.inBrackets(state) : place || state,
    situation: typed(details.situation),
    channel: details.channelHolder
      ? words.heldBy(channel, typed(details.channelHolder)).trim()
      : channel,
    needs: typed(details.needs),
    amount: details.amount ? words.amount(details.amount, details.currency) : "",
    languages: words.list(
      [...details.languages.map(words.language), typed(details.otherLanguages)].filter(Boolean),
    ),
    tried: typed(details.tried),
  };
}
