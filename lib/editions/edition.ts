import {
  type AlertLanguage,
  type AlertStage,
  type Audience,
  alertSections,
  audiences,
} from "@/db/reference/words";
import type { LanguageText, TextNode } from "@/db/schema";
import { isOver } from "@/lib/alerts/alert";
import type { PartName } from "@/lib/alerts/part-names";
import type { MissingConsent } from "@/lib/alerts/shown";

export type { LanguageText, TextNode };

/** How one person of the case would appear to an audience today: `missing` where nobody asked them. */
export interface ShownPerson {
  defenderId: string;
  label: string;
  /** `held`: agreed to be named to States, but partners who read it before them may not know the name. */
  shown: "name" | "held" | "label" | "missing";
  /** Whether their mark stands in the text. */
  isIn: boolean;
  /** Whether they have a public label in the text's language; the English one stands in where not. */
  isLabelled: boolean;
  /** The day on which consent was withdrawn, where that is why it is missing. */
  withdrawnOn?: string;
}

/** What one audience would read today, and how each person appears in it. */
export interface Preview {
  text: LanguageText;
  people: ShownPerson[];
}

/** An issued edition without its text. */
export interface EditionLine {
  id: string;
  versionId: string;
  number: number;
  audience: Audience;
  language: AlertLanguage;
  hash: string;
  correction: string;
  issuedAt: Date;
  frozenAt: Date | null;
  supersededAt: Date | null;
  publicToken: string | null;
}

/** How far sign-on is, and who would stand under an edition that is issued now. */
export interface SignedSoFar {
  /** Organisations that are asked, and of them those whose signature holds. */
  asked: number;
  signed: number;
  /** By name: no answer that holds yet, signs with a change only, can't sign. */
  waiting: string[];
  withChange: string[];
  cannot: string[];
  /** Of those who were asked, who reads the case no more; told to its team alone. */
  ended: string[];
  deadline: Date | null;
  /** Consent covers the text, so that it can be signed. */
  isCovered: boolean;
  /** As an edition calls them. */
  signatories: { name: string; capacity: string }[];
  unnamed: number;
}

/** Whether somebody who was asked does not stand behind the text, so that whoever issues must say that they know. */
export function lacksSignatures({ asked, signed }: Pick<SignedSoFar, "asked" | "signed">): boolean {
  return signed < asked;
}

/** What differs in who stands under an edition since it was issued. */
export interface SignaturesSince {
  /** Names that are new, and names that no longer stand. One organisation can have both. */
  named: string[];
  gone: string[];
  /** The same name in another capacity. */
  capacities: { name: string; was: string; now: string }[];
  unnamed: number;
}

/** What differs in who stands under an edition since it was issued; null where nothing does. */
export function signaturesSince(
  issued: { signatories: SignedSoFar["signatories"]; unnamedSignatories: number },
  now: Pick<SignedSoFar, "signatories" | "unnamed">,
  /** False where an edition can only go out without the capacities. */
  hasCapacities = true,
): SignaturesSince | null {
  const before = new Map(issued.signatories.map((one) => [one.name, one.capacity]));
  const after = new Map(now.signatories.map((one) => [one.name, one.capacity]));
  const since = {
    named: [...after.keys()].filter((name) => !before.has(name)),
    gone: [...before.keys()].filter((name) => !after.has(name)),
    capacities: [...after].flatMap(([name, capacity]) => {
      const was = before.get(name);
      return hasCapacities && was !== undefined && was !== capacity
        ? [{ name, was, now: capacity }]
        : [];
    }),
    unnamed: now.unnamed - issued.unnamedSignatories,
  };
  const { named, gone, capacities, unnamed } = since;
  return named.length + gone.length + capacities.length > 0 || unnamed !== 0 ? since : null;
}

/** Why one edition can't be made now, or that it can. */
export type Readiness =
  | { state: "ready" }
  /** The alert has not come to where editions are issued. */
  | { state: "notOpen" }
  /** The alert was closed or withdrawn. */
  | { state: "over" }
  /** The text was not written and signed for so many. */
  | { state: "tooWide" }
  /** The language was not ready when the text was opened for sign-on. */
  | { state: "notTranslated" }
  | { state: "nobodyAsked" }
  | { state: "consent"; missing: MissingConsent[] }
  /** The version that is open for sign-on is issued already. */
  | { state: "issued" };

const issuable: readonly AlertStage[] = ["sign_on", "issued", "updated"];

/** Whether the text is written and signed for this audience: nothing goes wider than that. */
export function isWithin(audience: Audience, widest: Audience): boolean {
  return audiences.indexOf(audience) <= audiences.indexOf(widest);
}

/**
 * Whether one edition can be made, and if not, why. The database decides the same (app.issue_edition); this says it
 * before somebody presses.
 */
export function readiness(asked: {
  stage: AlertStage;
  widest: Audience;
  audience: Audience;
  language: AlertLanguage;
  /** The languages of the version that is open for sign-on; null when there is none. */
  signable: { versionId: string; languages: readonly string[] } | null;
  people: readonly ShownPerson[];
  /** The newest edition of this audience and language. */
  latest: EditionLine | undefined;
  /** Others stand behind the text than when that one was issued. */
  hasNewSignatures?: boolean;
}): Readiness {
  const { audience, latest, people, signable } = asked;
  if (!signable || !issuable.includes(asked.stage)) {
    return { state: isOver(asked.stage) ? "over" : "notOpen" };
  }
  if (!isWithin(audience, asked.widest)) {
    return { state: "tooWide" };
  }
  if (!signable.languages.includes(asked.language)) {
    return { state: "notTranslated" };
  }
  if (latest?.versionId === signable.versionId && !latest.frozenAt && !asked.hasNewSignatures) {
    return { state: "issued" };
  }
  const missing = people.filter((person) => person.shown === "missing");
  if (missing.length > 0) {
    return { state: "consent", missing };
  }
  return people.length === 0 && (audience === "missions" || audience === "public")
    ? { state: "nobodyAsked" }
    : { state: "ready" };
}

/** A later edition says what was corrected; one that follows a frozen one is new. */
export function mustSayCorrection(latest: EditionLine | undefined): boolean {
  return latest !== undefined && latest.frozenAt === null;
}

/** What is next for whoever wants to correct an edition; nothing can be where it is `over`, or meant for fewer by now. */
export type CorrectionStep =
  | "newer"
  | "issue"
  | "names"
  | "signatories"
  | "open"
  | "write"
  | "over"
  | "narrower";

/**
 * The step that is next: a newer edition is there already, a newer version can be issued, the same can be without a name
 * that was taken off, or with the signatories of now, a newer text can be opened for sign-on, or the text has to be
 * corrected first.
 */
export function correctionStep(asked: {
  stage: AlertStage;
  edition: Pick<EditionLine, "id" | "versionId" | "audience">;
  /** The alert's widest audience. */
  widest: Audience;
  /** A name was taken off its signatories since it was issued. */
  lostName: boolean;
  /** Others stand behind the text by now, or under another name or in another capacity. */
  hasNewSignatures: boolean;
  /** The newest edition of this audience and language. */
  latest: Pick<EditionLine, "id">;
  /** The version that is open for sign-on, or was last. */
  signableId: string | undefined;
  /** The text says something else than that version by now. */
  hasChanged: boolean;
}): CorrectionStep {
  const { edition, latest, signableId, stage } = asked;
  if (latest.id !== edition.id) {
    return "newer";
  }
  if (!issuable.includes(stage)) {
    return "over";
  }
  if (!isWithin(edition.audience, asked.widest)) {
    return "narrower";
  }
  if (signableId && signableId !== edition.versionId) {
    return "issue";
  }
  if (asked.lostName) {
    return "names";
  }
  if (asked.hasNewSignatures) {
    return "signatories";
  }
  return asked.hasChanged ? "open" : "write";
}

/** The sections that have words, in the order in which they are read. */
export function writtenSections(text: LanguageText) {
  return alertSections.flatMap((name) => {
    const node = text.sections[name];
    return node && hasWords(node) ? [{ name, node }] : [];
  });
}

function hasWords(node: TextNode): boolean {
  return Boolean(node.text?.trim()) || (node.content ?? []).some(hasWords);
}

/** The parts that one language has and another lacks, in the order in which they are read. */
export function lackingParts(source: LanguageText, own: LanguageText): PartName[] {
  const written = (text: LanguageText): PartName[] => [
    ...(text.title.trim() ? (["title"] as const) : []),
    ...writtenSections(text).map(({ name }) => name),
  ];
  const has = new Set(written(own));
  return written(source).filter((part) => !has.has(part));
}

/** Whether nothing stands in the way: everybody asked and labelled, nothing typed by hand that may not leave, somebody to ask. */
export function mayLeave(
  leaving: Record<"missing" | "found" | "unlabelled", readonly unknown[]> & { hasNobody: boolean },
  audience: Audience,
): boolean {
  const needsSomebody = audience === "missions" || audience === "public";
  return (
    leaving.missing.length === 0 &&
    leaving.found.length === 0 &&
    leaving.unlabelled.length === 0 &&
    !(needsSomebody && leaving.hasNobody)
  );
}
