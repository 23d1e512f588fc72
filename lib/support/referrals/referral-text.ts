import type { ReferralField, SupportKind, SupportUrgency } from "@/db/reference/words";
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
  stateNames: Record<string, string> | null;
}

type Part = "who" | "situation" | "needs";

/** What stands before the lines of a text, and how what is kept as codes is called. */
export interface TextWords {
  heading(part: Part): string;
  field(field: ReferralField | "from" | "kind" | "urgency" | "neededBy"): string;
  kind(kind: SupportKind): string;
  urgency(urgency: SupportUrgency): string;
  heldBy(channel: string, holder: string): string;
  language(code: string): string;
  state(names: Record<string, string>): string;
  day(day: string): string;
}

const parts: { part: Part; fields: readonly ReferralField[] }[] = [
  { part: "who", fields: ["label", "name", "contact", "family"] },
  { part: "situation", fields: ["where", "situation", "channel"] },
  { part: "needs", fields: ["needs", "amount", "languages", "tried"] },
];

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
    `${words.field("kind")}: ${words.kind(told.kind)}`,
    `${words.field("urgency")}: ${words.urgency(told.urgency)}`,
    ...(told.neededBy ? [`${words.field("neededBy")}: ${words.day(told.neededBy)}`] : []),
  ];
  const blocks = parts.flatMap(({ part, fields: of }) => {
    const agreed = of.filter((field) => fields.includes(field) && value[field].trim() !== "");
    const lines = [
      ...(part === "needs" ? always : []),
      ...agreed.map((field) => `${words.field(field)}: ${value[field].trim()}`),
    ];
    return lines.length > 0 ? [[words.heading(part), ...lines].join("\n")] : [];
  });
  return [`${words.field("from")}: ${told.organisation}`, ...blocks].join("\n\n");
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
  const languages = [...details.languages.map(words.language), details.otherLanguages];
  return {
    label,
    name: identity?.name ?? "",
    contact: identity?.contact ?? "",
    family: identity?.family ?? "",
    where: [details.place, stateNames ? words.state(stateNames) : ""].filter(Boolean).join(", "),
    situation: details.situation,
    channel: details.channelHolder
      ? words.heldBy(details.channel, details.channelHolder)
      : details.channel,
    needs: details.needs,
    amount: `${details.amount} ${details.currency}`,
    languages: languages.filter(Boolean).join(", "),
    tried: details.tried,
  };
}
