import { cubaInterventions } from "@/lib/example/record";
import { type Paint, type Written, writeXlsx } from "./write-xlsx";

/*
 * Five spreadsheets as people keep them. Positions are those of Example States, or of the published account of 13 April
 * 2018 that the example is made of; where a real State stands without a position, only its name is tried.
 */

export interface Sample {
  name: string;
  file: Buffer;
}

const green: Paint = { theme: 9 };
const lightGreen: Paint = { theme: 9, tint: 0.5999938962981048 };
const yellow: Paint = { theme: 7, tint: 0.3999755851924192 };
const blue: Paint = { theme: 8, tint: 0.3999755851924192 };
const red: Paint = { rgb: "FF7C80" };
const grey: Paint = { theme: 0, tint: -0.249977111117893 };
const violet: Paint = { rgb: "B17ED8" };

const painted = (paint: Paint): Written => ({ paint });
const example = (number: number) => `Example State ${number}`;

/** A State a row and a case a column, in the colours of Office; a title, headings in two rows, sections, a key, a total. */
function genevaMatrix(): Buffer {
  const names: Record<string, string> = {
    ...{
      DEU: "Germany",
      CZE: "Czech Republic",
      SWE: "Sweden",
      BEL: "Belgium",
      DNK: "Denmark",
      GBR: "UK",
    },
    ...{
      FIN: "Finland",
      USA: "USA",
      IRL: "Ireland",
      SVK: "Slowakia",
      HRV: "Croatia",
      MEX: "Mexico",
    },
  };
  const record = cubaInterventions.map(({ code }): Written[] => [
    names[code] ?? code,
    painted(green),
  ]);
  const p = painted;
  const rows: Written[][] = [
    [{ value: "Lobbying sheet – do not forward" }],
    [],
    [null, "UPR pre-session", { value: "HRC63" }],
    ["State", "Cuba", "Case B", "Case C", "Case D", "Case E", "Case F", "Case G", "Focal point"],
    ["On the record"],
    ...record,
    ["Names to try"],
    ["Congo", null, null, null, null, null, null, null, "—"],
    ["Guinea B.", null, null, null, null, null, null, null, "—"],
    ["Invented"],
    [
      example(1),
      null,
      { paint: lightGreen, note: "By name, in the general debate" },
      p(green),
      p(yellow),
      p(blue),
      null,
      p(lightGreen),
      "A.",
    ],
    [example(2), null, p(green), p(lightGreen), p(violet), p(blue), p(green), p(yellow), "A."],
    [example(3), null, p(lightGreen), p(yellow), p(blue), p(grey), p(lightGreen), null, "B."],
    [example(4), null, p(blue), p(lightGreen), p(yellow), p(red), p(violet), p(lightGreen), "B."],
    [
      example(5),
      null,
      p(grey),
      p(blue),
      p(red),
      { value: "ask again in May", paint: lightGreen },
      p(yellow),
      p(violet),
    ],
    [],
    [null, null, { paint: green }, "Raised"],
    [null, null, { paint: lightGreen }, "Agreed"],
    [null, null, { value: "considering", paint: yellow }],
  ];
  return writeXlsx({
    sheets: [
      { name: "HRC63", rows, merged: ["A1:I1", "C3:H3"] },
      {
        name: "old list",
        rows: [
          ["State", "Case B"],
          [example(1), "asked"],
        ],
        isHidden: true,
      },
    ],
  });
}

/** An ask a row, in French: abbreviations, words instead of colours, dates in three shapes. */
function frenchList(): Buffer {
  const rows: Written[][] = [
    ["Pays", "Affaire", "Enceinte", "Statut", "Resp.", "Échéance", "Obs."],
    [
      "État d’exemple 1",
      "Dossier B",
      "CDH 63",
      "d’accord",
      "Aline",
      { value: 46_150, format: 14 },
      "par le nom",
    ],
    [
      "ÉTAT D'EXEMPLE 2",
      "Dossier B",
      "CDH 63",
      "à l’étude – attend sa capitale",
      "Aline",
      { value: 46_143, format: "mmm-yy" },
    ],
    ["État d’exemple 3", "Dossier B", "63e CDH", "Refusé", "Bruno", "30/09/2026", null],
    ["État d’exemple 4", "Dossier C", "EPU 54", "Sans réponse", "Bruno", "04/05/2026", "relancer"],
    ["Etat d’exemple 5", "Dossier C", "EPU 54", "soulevé", null, "mai 2026", null],
    ["État d’exemple 6", "Dossier C", "AG", "voir mail", null, null, null],
    ["Côte d’Ivoire", "Dossier C", null, null, null, null, "seulement le nom"],
  ];
  return writeXlsx({ sheets: [{ name: "Suivi", rows }] });
}

/** A matrix of letters with semicolons, in the encoding of a French Windows. */
function lettersOfWindows(): Buffer {
  const text = [
    "État;Cas B;Cas C;Cas D;Remarques",
    "État d’exemple 1;Y;A;C;« à suivre »",
    "État d’exemple 2;P;X;?;",
    'État d’exemple 3;R;.;4;"deux lignes,\r\navec un ; dedans"',
    "État d’exemple 4;?;;=1+1;",
  ].join("\r\n");
  const signs: Record<string, number> = { "’": 0x92 };
  return Buffer.from([...text].map((sign) => signs[sign] ?? sign.charCodeAt(0)));
}

/** Colours and nothing else: by number, over whole rows, in patterns and white; some of them by rule. */
function coloursOnly(): Buffer {
  const old = (indexed: number): Written => ({ paint: { indexed } });
  const rows: Written[][] = [
    ["Ctry", "C. B", "C. C", "C. D"],
    [example(1), old(50), old(13), { paint: { rgb: "FFFFFF" } }],
    [example(2), old(50), old(10)],
    [{ value: example(3) }, null, null, null],
    [example(4), { paint: { rgb: "FF0000", pattern: "lightUp" } }, old(13), old(50)],
  ];
  const sheet = { name: "Colours", rows, hasRules: true, rowPaints: { 4: { indexed: 50 } } };
  return writeXlsx({ sheets: [sheet] });
}

/** A list from a Mac: States merged over their rows, threads of comments, dates from 1904, lines that say the same twice. */
function mergedList(): Buffer {
  const rows: Written[][] = [
    ["Follow-up after the session"],
    [],
    ["Member State", "Case ref.", "Position", "Person responsible", "Last contact", "Comments"],
    [
      example(1),
      "PL-2026-BBB",
      "Agreed (only orally)",
      "Aline",
      { value: 44_688, format: 14 },
      { value: "first", thread: ["Ask again?", "Yes, in May"] },
    ],
    [null, "PL-2026-CCC", "asked", "Aline", { value: 44_689, format: 14 }],
    [null, "PL-2026-DDD", { formula: 'IF(1,"declined","")', value: "declined" }, "Bruno"],
    [example(2), "PL-2026-BBB", "No reply", "Bruno", { value: 44_690, format: 14 }],
    [example(2), "PL-2026-BBB", "no answer"],
    [example(2), "PL-2026-BBB", "yes"],
    [
      example(7),
      "PL-2026-CCC",
      "raised",
      null,
      { value: 44_691, format: 14 },
      "heard by two of us",
    ],
  ];
  return writeXlsx({
    sheets: [{ name: "List", rows, merged: ["A1:F1", "A4:A6"] }],
    startsIn1904: true,
  });
}

export function makeSamples(): Sample[] {
  return [
    { name: "geneva-matrix.xlsx", file: genevaMatrix() },
    { name: "suivi-des-demandes.xlsx", file: frenchList() },
    { name: "lettres-windows.csv", file: lettersOfWindows() },
    { name: "colours-only.xlsx", file: coloursOnly() },
    { name: "merged-list-mac.xlsx", file: mergedList() },
  ];
}
