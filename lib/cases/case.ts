import type { Naming, ReprisalType } from "@/db/reference/words";

/** How the reader comes to see a case: one way in, the widest. */
export interface CaseAccess {
  via: "team" | "organisation" | "partner";
  level: "lead" | "edit" | "contribute" | "comment" | "read";
}

/** How far naming may go today, worked out by the database from consent. `person` is the widest. */
export type NamingAllowed = Extract<Naming, "person" | "organisation" | "situation" | "country">;

/** What may be named where; `hasDefenders` tells silence from an empty case. */
export interface MayBeNamed {
  inPublic: NamingAllowed;
  bilaterally: NamingAllowed;
  /** Every defender, whatever their kind, agreed to be named there. */
  everybodyInPublic: boolean;
  everybodyBilaterally: boolean;
  hasDefenders: boolean;
}

/** Which sentence the consent line says; each is a key of the catalogue (`consent.line.*`). */
export type ConsentLine =
  | "nobody"
  | "nothing"
  | "namedInPublic"
  | "namedBilaterally"
  | "describedInPublic"
  | "describedBilaterally"
  | "namedBilaterallyDescribedInPublic";

const names = (allowed: NamingAllowed) => allowed === "person" || allowed === "organisation";

export function consentLine(may: MayBeNamed): ConsentLine {
  if (!may.hasDefenders) {
    return "nobody";
  }
  if (names(may.inPublic)) {
    return "namedInPublic";
  }
  if (names(may.bilaterally)) {
    return may.inPublic === "situation" ? "namedBilaterallyDescribedInPublic" : "namedBilaterally";
  }
  if (may.inPublic === "situation") {
    return "describedInPublic";
  }
  return may.bilaterally === "situation" ? "describedBilaterally" : "nothing";
}

/** Whether the line warns (nothing may be named), reminds (not everywhere, not everybody) or reassures. */
export function consentTone(may: MayBeNamed): "danger" | "caution" | "done" {
  const line = consentLine(may);
  if (line === "nothing" || line === "nobody") {
    return "danger";
  }
  return line === "namedInPublic" && may.everybodyInPublic ? "done" : "caution";
}

/** The kinds of reprisal in the groups under which they are offered. */
export const reprisalGroups = {
  liberty: ["detention", "travel_restriction", "disappearance"],
  body: ["physical_attack", "sexual_violence", "denial_of_medical_care", "killing"],
  pressure: ["threats", "smear_campaign", "surveillance", "raid", "family_targeted"],
  law: ["judicial_harassment", "restrictive_legislation", "dismissal"],
  other: ["other"],
} as const satisfies Record<string, readonly ReprisalType[]>;

export type ReprisalGroup = keyof typeof reprisalGroups;

/** The parts of a case that are saved alone. */
export const caseSections = [
  "brief",
  "engagement",
  "reprisal",
  "situation",
  "verification",
  "response",
  "caution",
] as const;
export type CaseSection = (typeof caseSections)[number];

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a part of an address can be an id at all; anything else is simply not found. */
export function looksLikeId(text: string): boolean {
  return uuidPattern.test(text);
}
