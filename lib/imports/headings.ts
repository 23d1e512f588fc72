import { foldName } from "@/lib/states/names";

/** What a column of a list may hold. */
export const columnKinds = [
  "state",
  "case",
  "session",
  "forum",
  "stage",
  "word",
  "next",
  "owner",
  "date",
  "note",
  /** What the tracker writes into its own files and works out or keeps itself: it is left out. */
  "own",
] as const;
export type ColumnKind = (typeof columnKinds)[number];

/**
 * Headings as people write them, compared as names are (no accents, no signs). A heading is one of these, or has one as
 * a whole word; the longest decides, so that "Date of case" is a date and "Case owner" an owner.
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
    ...["país", "países", "estado miembro", "страна", "государство", "الدولة", "البلد", "国家"],
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
    ...[
      "caso",
      "casos",
      "expediente",
      "дело",
      "случай",
      "القضية",
      "الحالة الفردية",
      "案件",
      "个案",
    ],
  ],
  session: [
    ...["session", "sessions", "which session", "un session", "session name", "name of session"],
    ...["occasion", "which occasion", "meeting", "réunion", "séance", "nom de la session"],
    ...["sesión", "período de sesiones", "ocasión", "сессия", "заседание"],
    ...["الدورة", "دورة", "المناسبة", "会议", "届会", "会期"],
  ],
  forum: [
    ...["forum", "fora", "mechanism", "body", "where", "venue"],
    ...["instance", "enceinte", "mecanisme", "organe", "ou"],
    ...["foro", "mecanismo", "форум", "механизм", "المحفل", "الآلية", "论坛", "机制"],
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
    ...["estado actual", "etapa", "situación", "respuesta", "статус", "этап", "ответ"],
    ...["المرحلة", "الرد", "阶段", "状态", "答复"],
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
    ...["encargado", "encargada", "ответственный", "المسؤول", "负责人"],
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
    ...["last update", "reply due", "date of contact", "asked on", "answered on", "said on"],
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
    ...["fecha", "plazo", "дата", "срок", "التاريخ", "الموعد النهائي", "日期", "期限"],
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
    ...["follow up", "notes comments"],
    ...[
      "remarque",
      "remarques",
      "commentaire",
      "commentaires",
      "observation",
      "observations",
      "precisions",
    ],
    ...["notas", "comentarios", "observaciones", "примечание", "заметки", "ملاحظات", "备注"],
  ],
  word: [
    ...["word", "how sure", "how sure we are", "certainty", "degré de certitude", "certitude"],
    ...["parole", "palabra", "grado de certeza", "certeza", "слово", "степень уверенности"],
    ...["الكلمة", "درجة اليقين", "承诺程度", "确定程度"],
  ],
  next: [
    ...["next step", "next steps", "to do", "prochaine étape", "prochaines étapes", "à faire"],
    ...["étape suivante", "étapes suivantes"],
    ...["próximo paso", "próximos pasos", "siguiente paso", "следующий шаг", "следующие шаги"],
    ...["الخطوة التالية", "الخطوات التالية", "下一步", "后续步骤"],
  ],
  own: [
    ...["closed", "what will be named", "how", "confidentiality", "changed"],
    ...["wording asked for (where consent allows)", "wording offered (where consent allows)"],
    "left out, since consent does not cover it",
  ],
};

const known = new Map(
  columnKinds.flatMap((kind) =>
    headings[kind].map((heading) => [foldName(heading), kind] as const),
  ),
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
/** "Session notes" are notes, and "In a word" is none. */
const kindsAlone = new Set<ColumnKind>(["session", "word"]);
const isWeak = (phrase: string, kind: ColumnKind) =>
  phrase.length <= 3 ||
  onlyAlone.has(phrase) ||
  (kindsAlone.has(kind) && !phrase.includes(" ")) ||
  kind === "own";

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
      if (kind && (length === words.length || !isWeak(phrase, kind))) {
        return { kind, isWhole: length === words.length };
      }
    }
  }
  return null;
}
