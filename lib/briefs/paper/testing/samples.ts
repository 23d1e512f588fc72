import type { Paper, PaperLanguage, Rich } from "../paper";

/** The sentences of one sample. They are invented, as are its States and organisations. */
interface Sentences {
  title: string;
  ask: string;
  heading: string;
  /** Holds figures, brackets and a symbol of the United Nations. */
  text: string;
  foreign: { text: string; language: PaperLanguage };
  words: [string, string, string];
  page: string;
}

const sentences: Record<PaperLanguage, Sentences> = {
  en: {
    title: "Brief for the review of Example State 1",
    ask: "In the review, please raise the two panellists detained at the airport.",
    heading: "Link to UN engagement",
    text: "Both were due to speak on 13 April 2026 (A/HRC/63/12, paragraph 50); a second account “counts” 30 delegations.",
    foreign: { text: "نأسف لغياب المتحدثين في 13 نيسان", language: "ar" },
    words: ["Example State 2", "Example State 3", "Example State 4"],
    page: "Page {page} of {pages}",
  },
  fr: {
    title: "Note pour l’examen de l’État exemple 1",
    ask: "Lors de l’examen, veuillez évoquer les deux orateurs détenus à l’aéroport.",
    heading: "Lien avec l’ONU",
    text: "Tous deux devaient s’exprimer le 13 avril 2026 (A/HRC/63/12, paragraphe 50) ; selon une « autre » source, 30 délégations étaient présentes.",
    foreign: { text: "We regret that two were absent.", language: "en" },
    words: ["État exemple 2", "État exemple 3", "Là-bas"],
    page: "Page {page} sur {pages}",
  },
  es: {
    title: "Nota para el examen del Estado Ejemplo 1",
    ask: "En el examen, por favor mencionen a los dos panelistas detenidos en el aeropuerto.",
    heading: "Vínculo con las Naciones Unidas",
    text: "¿Qué ocurrió? Ambos iban a hablar el 13 de abril de 2026 (A/HRC/63/12, párrafo 50); otra fuente «cuenta» 30 delegaciones.",
    foreign: { text: "Сожалеем об отсутствии двоих.", language: "ru" },
    words: ["Estado Ejemplo 2", "Estado Ejemplo 3", "Señal"],
    page: "Página {page} de {pages}",
  },
  ru: {
    title: "Записка к обзору по Государству-примеру 1",
    ask: "Просим в ходе обзора поднять вопрос о двух участниках, задержанных в аэропорту.",
    heading: "Связь с ООН",
    text: "Оба должны были выступить 13 апреля 2026 года (A/HRC/63/12, пункт 50); второй источник «насчитал» 30 делегаций.",
    foreign: { text: "对两人缺席深表遗憾。", language: "zh" },
    words: ["Государство-пример 2", "Государство-пример 3", "Съезд"],
    page: "Страница {page} из {pages}",
  },
  ar: {
    title: "موجز لاستعراض الدولة المثال 1",
    ask: "نرجو إثارة قضية المتحدثَين المحتجزَين في المطار خلال الاستعراض.",
    heading: "الصلة بالأمم المتحدة",
    text: "كان من المقرر أن يتكلم كلاهما في 13 نيسان/أبريل 2026 (A/HRC/63/12، الفقرة 50)؛ ويذكر مصدر ثانٍ «أيضاً» 30 وفداً، ولا أحد يُمنع من الكلام (OHCHR).",
    foreign: { text: "We regret that two panellists were absent (13 April).", language: "en" },
    words: ["الدولة المثال 2", "الدولة المثال 3", "الأكثر"],
    page: "الصفحة {page} من {pages}",
  },
  zh: {
    title: "关于示例国家1审议的简报",
    ask: "请在审议中提出两名发言人在机场被拘留的案件。",
    heading: "与联合国的联系",
    text: "两人原定于2026年4月13日发言（A/HRC/63/12，第50段）；另一来源“统计”有30个代表团出席，会前会议的五个席位中有三个空缺，此案的下一个机会是审议本身。",
    foreign: { text: "Nous regrettons l’absence de deux orateurs.", language: "fr" },
    words: ["示例国家2", "示例国家3", "示例国家4"],
    page: "第 {page} 页，共 {pages} 页",
  },
};

/** An address that the samples lead to. */
export const sampleAddress = "https://plenary.example/s/k7f2-9qxm";

/** A paper with one of everything, in any of the six languages. */
export function samplePaper(language: PaperLanguage): Paper {
  const said = sentences[language];
  const mixed: Rich = [
    { text: `${said.text} ` },
    { text: said.words[2], strong: true },
    { text: " " },
    { text: said.foreign.text, language: said.foreign.language, emphasis: true },
    { text: " " },
    { text: "plenary.example", link: "https://plenary.example/" },
    { text: "." },
  ];
  const short: Rich = [{ text: said.words[0] }];
  return {
    language,
    title: said.title,
    subtitle: [{ text: said.heading }],
    frame: {
      from: "Example Organisation 1",
      beside: said.words[1],
      day: "13.4.2026",
      foot: [{ text: `${said.words[2]} ` }, said.foreign],
      pageOf: said.page,
      watermark: said.words[0],
    },
    blocks: [
      { kind: "ask", label: said.heading, text: [{ text: said.ask }] },
      { kind: "section", heading: said.heading, blocks: everyKind(said, mixed, short) },
      { kind: "break" },
      { kind: "heading", level: 2, text: said.title },
      ...everyKind(said, mixed, short),
      { kind: "heading", level: 3, text: said.heading },
      { kind: "code", address: sampleAddress, text: short },
    ],
  };
}

function everyKind(said: Sentences, mixed: Rich, short: Rich): Paper["blocks"] {
  return [
    { kind: "paragraph", text: mixed },
    { kind: "note", text: mixed },
    { kind: "list", items: [mixed, short] },
    { kind: "list", items: said.words.map((text) => [{ text }]), columns: 3 },
    {
      kind: "wordings",
      isNumbered: true,
      items: [
        { label: said.heading, aside: "22 s", text: mixed },
        { label: said.heading, aside: "", text: short },
      ],
    },
    {
      kind: "facts",
      rows: [
        { label: said.heading, value: mixed },
        { label: said.words[0], value: short },
      ],
    },
    {
      kind: "quotation",
      text: mixed,
      source: short,
      grade: { letter: "B", words: said.words[1] },
    },
    {
      kind: "table",
      caption: said.title,
      head: [said.words[0], said.words[1]],
      rows: [
        [short, mixed],
        [short, short],
      ],
    },
    { kind: "annex", items: [mixed, short] },
  ];
}
