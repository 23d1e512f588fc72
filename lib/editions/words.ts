import type { AlertLanguage, AlertSection, Audience } from "@/db/reference/words";
import { dateTags, withBothMonths } from "@/lib/i18n/alert-dates";
import { genevaZone } from "@/lib/i18n/format";

/** What stands around the text of an edition, in the edition's own language: its readers chose that, not a screen's. */
export interface EditionWords {
  /** The language in itself. */
  name: string;
  kind: string;
  /** In the place of number and day, where a text has not been issued. */
  draft: string;
  /** At an address where no public edition is, or is no more: nobody can tell which. */
  missing: string;
  audience: Record<Audience, string>;
  section: Record<AlertSection, string>;
  forum: Record<"bilateral" | "hrc" | "upr" | "ga", string>;
  edition: (number: number) => string;
  languages: string;
  /** Before the name of the organisation that issued it. */
  issuer: string;
  signatories: string;
  /** Organisations that signed and are not named; zero says nothing. */
  unnamed: (count: number, areOthersNamed: boolean) => string;
  nobodySigned: string;
  /** A name was taken off the list after the edition was issued; it says no more than that. */
  namesChanged: (day: string) => string;
  correction: string;
  newer: string;
  readNewer: string;
  hash: string;
  check: string;
  exactText: string;
  notFollowed: string;
}

const plural = (tag: string, forms: Partial<Record<Intl.LDMLPluralRule, string>>) => {
  const rules = new Intl.PluralRules(tag);
  return (count: number) =>
    (forms[rules.select(count)] ?? forms.other ?? "").replace("#", String(count));
};

const english = plural("en", {
  one: "# organisation signed without publishing its name.",
  other: "# organisations signed without publishing their names.",
});
const englishMore = plural("en", {
  one: "# more signed without publishing its name.",
  other: "# more signed without publishing their names.",
});
const french = plural("fr", {
  one: "# organisation a signé sans publier son nom.",
  other: "# organisations ont signé sans publier leur nom.",
});
const frenchMore = plural("fr", {
  one: "# autre organisation a signé sans publier son nom.",
  other: "# autres organisations ont signé sans publier leur nom.",
});
const spanish = plural("es", {
  one: "# organización firmó sin publicar su nombre.",
  other: "# organizaciones firmaron sin publicar su nombre.",
});
const spanishMore = plural("es", {
  one: "# organización más firmó sin publicar su nombre.",
  other: "# organizaciones más firmaron sin publicar su nombre.",
});
const russian = plural("ru", {
  one: "# организация подписала, не публикуя своего названия.",
  few: "# организации подписали, не публикуя своих названий.",
  other: "# организаций подписали, не публикуя своих названий.",
});
const russianMore = plural("ru", {
  one: "Еще # организация подписала, не публикуя своего названия.",
  few: "Еще # организации подписали, не публикуя своих названий.",
  other: "Еще # организаций подписали, не публикуя своих названий.",
});
const arabic = plural("ar", {
  one: "وقّعت منظمة واحدة دون نشر اسمها.",
  two: "وقّعت منظمتان دون نشر اسميهما.",
  few: "وقّعت # منظمات دون نشر أسمائها.",
  other: "وقّعت # منظمة دون نشر أسمائها.",
});
const arabicMore = plural("ar", {
  one: "ووقّعت منظمة أخرى دون نشر اسمها.",
  two: "ووقّعت منظمتان أخريان دون نشر اسميهما.",
  few: "ووقّعت # منظمات أخرى دون نشر أسمائها.",
  other: "ووقّعت # منظمة أخرى دون نشر أسمائها.",
});

export const editionWords: Record<AlertLanguage, EditionWords> = {
  ar: {
    name: "العربية",
    draft: "مسودة لم تصدر بعد",
    missing: "هذه الصفحة غير موجودة هنا.",
    kind: "تنبيه بشأن عمل انتقامي",
    audience: {
      internal: "نسخة الفريق",
      coalition: "نسخة الائتلاف",
      missions: "نسخة البعثات",
      public: "النسخة العلنية",
    },
    section: {
      affected: "المتضررون",
      happened: "ما حدث",
      engagement: "الصلة بالأمم المتحدة",
      perpetrators: "من يُنسب إليه الفعل",
      sources: "ما هو معلوم وعمّن",
      done: "ما جرى بعد ذلك",
      asks: "ما نطلبه",
      risk: "مخاطر النشر",
    },
    forum: {
      bilateral: "على المستوى الثنائي",
      hrc: "مجلس حقوق الإنسان",
      upr: "الاستعراض الدوري الشامل",
      ga: "الجمعية العامة",
    },
    edition: (number) => `النسخة ${number}`,
    languages: "اللغات",
    issuer: "صادر عن",
    signatories: "المنظمات الموقّعة",
    unnamed: (count, more) => (more ? arabicMore : arabic)(count),
    nobodySigned: "لم تكن أي منظمة قد وقّعت على هذا النص عند إصداره.",
    namesChanged: (day) => `عُدّلت قائمة الموقّعين في ${day}، بعد صدور هذه النسخة.`,
    correction: "تصحيح",
    newer: "حلّ نص أحدث محل هذا النص.",
    readNewer: "اقرأ النص الأحدث",
    hash: "البصمة",
    check: "للتحقق: نزّل النص الحرفي واحسب بصمة SHA-256 للملف؛ إن طابقت البصمة أعلاه فهو النص نفسه.",
    exactText: "النص الحرفي",
    notFollowed: "لا تتعقب هذه الصفحة من يقرؤها.",
  },
  en: {
    name: "English",
    draft: "Draft, not issued",
    missing: "This page is not here.",
    kind: "Alert about a reprisal",
    audience: {
      internal: "Team edition",
      coalition: "Coalition edition",
      missions: "Edition for missions",
      public: "Public edition",
    },
    section: {
      affected: "Who is affected",
      happened: "What happened",
      engagement: "Link to the United Nations",
      perpetrators: "Who did it, as alleged",
      sources: "What is known, and from whom",
      done: "What has been done",
      asks: "What we ask",
      risk: "Risk of publishing",
    },
    forum: {
      bilateral: "Bilaterally",
      hrc: "Human Rights Council",
      upr: "Universal Periodic Review",
      ga: "General Assembly",
    },
    edition: (number) => `Edition ${number}`,
    languages: "Languages",
    issuer: "Issued by",
    signatories: "Signed by",
    unnamed: (count, more) => (more ? englishMore : english)(count),
    nobodySigned: "No organisation had signed this text when it was issued.",
    namesChanged: (day) =>
      `The list of signatories was changed on ${day}, after this edition was issued.`,
    correction: "Correction",
    newer: "A newer text replaces this one.",
    readNewer: "Read the newer text",
    hash: "Fingerprint",
    check:
      "To check it, download the exact text and compute the SHA-256 of the file: it is this text if both are the same.",
    exactText: "The exact text",
    notFollowed: "This page does not follow who reads it.",
  },
  es: {
    name: "Español",
    draft: "Borrador, sin publicar",
    missing: "Esta página no está aquí.",
    kind: "Alerta sobre una represalia",
    audience: {
      internal: "Edición del equipo",
      coalition: "Edición de la coalición",
      missions: "Edición para las misiones",
      public: "Edición pública",
    },
    section: {
      affected: "A quién afecta",
      happened: "Qué ocurrió",
      engagement: "Vínculo con las Naciones Unidas",
      perpetrators: "Presuntos responsables",
      sources: "Qué se sabe y por quién",
      done: "Qué se ha hecho",
      asks: "Qué pedimos",
      risk: "Riesgo de publicar",
    },
    forum: {
      bilateral: "Bilateralmente",
      hrc: "Consejo de Derechos Humanos",
      upr: "Examen Periódico Universal",
      ga: "Asamblea General",
    },
    edition: (number) => `Edición ${number}`,
    languages: "Idiomas",
    issuer: "Publicado por",
    signatories: "Firmado por",
    unnamed: (count, more) => (more ? spanishMore : spanish)(count),
    nobodySigned: "Ninguna organización había firmado este texto cuando se publicó.",
    namesChanged: (day) =>
      `La lista de firmantes se modificó el ${day}, después de publicarse esta edición.`,
    correction: "Corrección",
    newer: "Un texto más reciente sustituye a este.",
    readNewer: "Leer el texto más reciente",
    hash: "Huella",
    check:
      "Para comprobarlo, descargue el texto exacto y calcule el SHA-256 del archivo: si coincide, es este texto.",
    exactText: "El texto exacto",
    notFollowed: "Esta página no registra quién la lee.",
  },
  fr: {
    name: "Français",
    draft: "Projet, non publié",
    missing: "Cette page n’est pas ici.",
    kind: "Alerte au sujet de représailles",
    audience: {
      internal: "Édition de l’équipe",
      coalition: "Édition de la coalition",
      missions: "Édition pour les missions",
      public: "Édition publique",
    },
    section: {
      affected: "Qui est touché",
      happened: "Ce qui s’est passé",
      engagement: "Lien avec l’ONU",
      perpetrators: "Auteurs présumés",
      sources: "Ce que l’on sait, et par qui",
      done: "Ce qui a été fait",
      asks: "Ce que nous demandons",
      risk: "Risque de publier",
    },
    forum: {
      bilateral: "À titre bilatéral",
      hrc: "Conseil des droits de l’homme",
      upr: "Examen périodique universel",
      ga: "Assemblée générale",
    },
    edition: (number) => `Édition ${number}`,
    languages: "Langues",
    issuer: "Publié par",
    signatories: "Signé par",
    unnamed: (count, more) => (more ? frenchMore : french)(count),
    nobodySigned: "Aucune organisation n’avait signé ce texte lors de sa publication.",
    namesChanged: (day) =>
      `La liste des signataires a été modifiée le ${day}, après la publication de cette édition.`,
    correction: "Correction",
    newer: "Un texte plus récent remplace celui-ci.",
    readNewer: "Lire le texte plus récent",
    hash: "Empreinte",
    check:
      "Pour vérifier, téléchargez le texte exact et calculez le SHA-256 du fichier : s’il est identique, c’est bien ce texte.",
    exactText: "Le texte exact",
    notFollowed: "Cette page ne suit pas qui la lit.",
  },
  ru: {
    name: "Русский",
    draft: "Черновик, не выпущен",
    missing: "Этой страницы здесь нет.",
    kind: "Сообщение о репрессиях",
    audience: {
      internal: "Редакция для группы",
      coalition: "Редакция для коалиции",
      missions: "Редакция для представительств",
      public: "Публичная редакция",
    },
    section: {
      affected: "Кого это касается",
      happened: "Что произошло",
      engagement: "Связь с Организацией Объединенных Наций",
      perpetrators: "Предполагаемые исполнители",
      sources: "Что известно и от кого",
      done: "Что было сделано",
      asks: "О чем мы просим",
      risk: "Риск публикации",
    },
    forum: {
      bilateral: "На двусторонней основе",
      hrc: "Совет по правам человека",
      upr: "Универсальный периодический обзор",
      ga: "Генеральная Ассамблея",
    },
    edition: (number) => `Редакция ${number}`,
    languages: "Языки",
    issuer: "Кем выпущено",
    signatories: "Подписали",
    unnamed: (count, more) => (more ? russianMore : russian)(count),
    nobodySigned: "Когда этот текст был выпущен, его не подписала ни одна организация.",
    namesChanged: (day) => `Список подписавших изменен ${day}, после выпуска этой редакции.`,
    correction: "Исправление",
    newer: "Этот текст заменен более новым.",
    readNewer: "Читать новый текст",
    hash: "Отпечаток",
    check:
      "Для проверки загрузите точный текст и вычислите SHA-256 файла: если значения совпадают, это тот же текст.",
    exactText: "Точный текст",
    notFollowed: "Эта страница не отслеживает, кто ее читает.",
  },
  zh: {
    name: "中文",
    draft: "草稿，尚未发布",
    missing: "此处没有这个页面。",
    kind: "报复行为警示",
    audience: {
      internal: "团队版",
      coalition: "联盟版",
      missions: "代表团版",
      public: "公开版",
    },
    section: {
      affected: "受影响者",
      happened: "事件经过",
      engagement: "与联合国的联系",
      perpetrators: "据称行为人",
      sources: "已知情况及来源",
      done: "已采取的行动",
      asks: "我们的请求",
      risk: "公开的风险",
    },
    forum: {
      bilateral: "双边途径",
      hrc: "人权理事会",
      upr: "普遍定期审议",
      ga: "联合国大会",
    },
    edition: (number) => `第${number}版`,
    languages: "语言",
    issuer: "发布机构",
    signatories: "签署组织",
    unnamed: (count, more) => `${more ? "另有" : "有"}${count}个组织签署但未公布名称。`,
    nobodySigned: "本文本发布时尚无组织签署。",
    namesChanged: (day) => `签署名单已于${day}更改，晚于本版发布。`,
    correction: "更正",
    newer: "本文本已由更新的文本取代。",
    readNewer: "阅读新文本",
    hash: "指纹",
    check: "核对方法：下载原文并计算文件的 SHA-256；两者一致即为本文本。",
    exactText: "原文",
    notFollowed: "本页面不追踪读者。",
  },
};

/** The day of an edition in its own language, in Geneva. */
export function editionDay(at: Date, language: AlertLanguage): string {
  const written = new Intl.DateTimeFormat(dateTags[language], {
    timeZone: genevaZone,
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(at);
  return language === "ar" ? withBothMonths(written) : written;
}

/** The first figures of a hash, in fours: enough to compare by eye. */
export const shortHash = (hash: string) => (hash.slice(0, 16).match(/.{4}/g) ?? []).join(" ");
