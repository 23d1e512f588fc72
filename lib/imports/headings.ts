import { foldName } from "@/lib/states/names";

/** What a column of a list may hold. */
export const columnKinds = ["state", "case", "forum", "stage", "owner", "date", "note"] as const;
export type ColumnKind = (typeof columnKinds)[number];

/**
 * Headings as people write them, in English and French, folded as names are (no accents, no signs). A heading is one of
 * these, or has one as a whole word; the longest decides, so that "Date of case" is a date and "Case owner" an owner.
 */
const headings: Record<ColumnKind, readonly string[]> = {
  state: [
    ...[
      "state",
      "states",
      "country",
      "countries",
      "ctry",
      "member state",
      "ms",
      "mission",
      "missions",
    ],
    ...["delegation", "perm mission", "pm", "recommending state", "government"],
    ...["etat", "etats", "pays", "etat membre", "em", "mission permanente", "mp", "gouvernement"],
  ],
  case: [
    ...[
      "case",
      "cases",
      "case ref",
      "case name",
      "reference",
      "ref",
      "defender",
      "hrd",
      "name of case",
    ],
    ...["affaire", "cas", "dossier", "reference du cas", "defenseur", "ddh", "nom du cas"],
  ],
  forum: [
    ...["forum", "fora", "mechanism", "session", "occasion", "body", "where", "venue"],
    ...["instance", "enceinte", "mecanisme", "organe", "ou"],
  ],
  stage: [
    ...[
      "stage",
      "status",
      "position",
      "answer",
      "response",
      "reply",
      "outcome",
      "result",
      "commitment",
    ],
    ...[
      "statut",
      "etape",
      "etat d avancement",
      "reponse",
      "avancement",
      "engagement",
      "suivi",
      "resultat",
    ],
  ],
  owner: [
    ...[
      "owner",
      "case owner",
      "responsible",
      "person responsible",
      "resp",
      "lead",
      "who",
      "assigned to",
      "assigned",
    ],
    ...["focal point", "fp", "contact person", "colleague"],
    ...[
      "responsable",
      "charge de",
      "en charge",
      "qui",
      "personne responsable",
      "point focal",
      "pf",
      "referent",
    ],
  ],
  date: [
    ...[
      "date",
      "day",
      "when",
      "due",
      "due date",
      "deadline",
      "by when",
      "date of case",
      "last contact",
      "updated",
    ],
    ...["last update", "reply due", "date of contact"],
    ...[
      "echeance",
      "delai",
      "quand",
      "jour",
      "maj",
      "mise a jour",
      "mis a jour",
      "dernier contact",
      "date de contact",
    ],
  ],
  note: [
    ...[
      "note",
      "notes",
      "comment",
      "comments",
      "remark",
      "remarks",
      "cmt",
      "cmts",
      "obs",
      "details",
      "what they said",
    ],
    ...["next step", "next steps", "follow up", "notes comments"],
    ...[
      "remarque",
      "remarques",
      "commentaire",
      "commentaires",
      "observation",
      "observations",
      "precisions",
    ],
    ...["prochaine etape", "prochaines etapes"],
  ],
};

const known = new Map(
  columnKinds.flatMap((kind) => headings[kind].map((heading) => [heading, kind] as const)),
);
const longest = Math.max(...[...known.keys()].map((heading) => heading.split(" ").length));

/** Words that mean something as a heading and anything within one ("Oui ou non", "Who said what"). */
const onlyAlone = new Set([
  "who",
  "when",
  "where",
  "qui",
  "quand",
  "day",
  "jour",
  "body",
  "lead",
  "answer",
]);
const isWeak = (phrase: string) => phrase.length <= 3 || onlyAlone.has(phrase);

export interface GuessedKind {
  kind: ColumnKind;
  /** The heading is the word itself, and not a sentence with it. */
  isWhole: boolean;
}

/** What a heading says that its column holds; null where it says nothing of the kind. It is offered, never taken. */
export function guessKind(heading: string): GuessedKind | null {
  const words = foldName(heading.slice(0, 200)).split(" ").filter(Boolean);
  for (let length = Math.min(longest, words.length); length > 0; length--) {
    for (let at = 0; at + length <= words.length; at++) {
      const phrase = words.slice(at, at + length).join(" ");
      const kind = known.get(phrase);
      if (kind && (length === words.length || !isWeak(phrase))) {
        return { kind, isWhole: length === words.length };
      }
    }
  }
  return null;
}
