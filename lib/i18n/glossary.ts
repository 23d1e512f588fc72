import type { AlertLanguage } from "@/db/reference/words";

/** One thing of the field, and the one way in which papers and alerts call it in each language. */
interface Term {
  /** Phrases that hold it, by `paper` or `alert` and their keys. */
  in: readonly string[];
  /** What stands there; in languages that inflect, as much of it as all cases share. */
  said: Record<AlertLanguage, string>;
  /** What would be another word for it, or another thing. */
  never?: Partial<Record<AlertLanguage, readonly string[]>>;
}

/**
 * The terms of the field in the six languages of the United Nations, as its own documents have them (decision 62). A
 * translator changes a term here and in the phrases; the test beside this file holds the two together.
 */
export const glossary: Record<string, Term> = {
  reprisal: {
    in: ["paper.preSession.nothingOnRecord", "paper.speaking.about"],
    said: {
      ar: "أعمال انتقامية|الأعمال الانتقامية",
      en: "reprisals",
      es: "represalias",
      fr: "représailles",
      ru: "репресси",
      zh: "报复行为",
    },
    never: { ru: ["репрессали", "возмезди"], ar: ["الثأر"], zh: ["报仇", "打击报复"] },
  },
  universalPeriodicReview: {
    in: ["paper.preSession.review", "alert.engagement.upr"],
    said: {
      ar: "الاستعراض الدوري الشامل",
      en: "Universal Periodic Review",
      es: "Examen Periódico Universal",
      fr: "Examen périodique universel",
      ru: "Универсальный периодический обзор",
      zh: "普遍定期审议",
    },
    never: { ar: ["المراجعة الدورية"], zh: ["普遍定期审查"] },
  },
  stateUnderReview: {
    in: ["paper.note.mayRead"],
    said: {
      ar: "الدولة موضوع الاستعراض",
      en: "State under review",
      es: "Estado examinado",
      fr: "État examiné",
      ru: "Государство — объект обзора",
      zh: "受审议国",
    },
    never: { es: ["Estado bajo examen"], fr: ["État sous examen"] },
  },
  preSession: {
    in: ["paper.note.noRecord", "paper.speaking.session.upr_pre_session"],
    said: {
      // As its convener calls it.
      ar: "جلسة تحضيرية|لجلسة التحضيرية",
      en: "pre-session",
      es: "presesión",
      fr: "pré-session",
      ru: "предварительн",
      zh: "会前会议",
    },
    never: { ar: ["تمهيدية"] },
  },
  advanceQuestion: {
    in: ["paper.wording.question"],
    said: {
      ar: "سؤال معدّ سلفاً",
      en: "Advance question",
      es: "Pregunta preparada de antemano",
      fr: "Question préparée à l’avance",
      ru: "Заблаговременно подготовленный вопрос",
      zh: "事先准备的问题",
    },
    // In French, a motion that something be not dealt with at all.
    never: { fr: ["Question préalable"] },
  },
  recommendation: {
    in: ["paper.wording.recommendation", "paper.heading.recommendedBefore"],
    said: {
      ar: "توصي",
      en: "[Rr]ecommend",
      es: "[Rr]ecomendaci",
      fr: "[Rr]ecommandation",
      ru: "[Рр]екомендаци",
      zh: "建议",
    },
  },
  jointStatement: {
    in: ["paper.outcome.joint", "paper.account.joint", "paper.published.ga"],
    said: {
      ar: "بيان مشترك|البيانات المشتركة|البيان المشترك",
      en: "[Jj]oint statement",
      es: "[Dd]eclaraci.n(es)? conjunta",
      fr: "[Dd]éclarations? communes?",
      ru: "[Сс]овместн\\p{L}* заявлени",
      zh: "联合声明",
    },
    never: { zh: ["联合发言"], fr: ["conjointe"] },
  },
  specialProcedures: {
    in: ["paper.submission.toProcedures", "alert.engagement.special_procedure"],
    said: {
      ar: "الإجراءات الخاصة",
      en: "[Ss]pecial [Pp]rocedure",
      es: "procedimientos? especial",
      fr: "procédures? spéciale",
      ru: "[Сс]пециальн\\p{L}* процедур",
      zh: "特别程序",
    },
    never: { es: ["mecanismos especiales"], fr: ["mécanismes spéciaux"] },
  },
  allegationLetter: {
    in: ["paper.document.allegation"],
    said: {
      ar: "رسالة ادعاء",
      en: "Allegation letter",
      es: "Carta de denuncia",
      fr: "Lettre d’allégation",
      ru: "Письмо с изложением утверждений",
      zh: "指控信",
    },
    never: { zh: ["指控函", "控告"] },
  },
  urgentAppeal: {
    in: ["paper.document.urgent"],
    said: {
      ar: "نداء عاجل",
      en: "Urgent appeal",
      es: "Llamamiento urgente",
      fr: "Appel urgent",
      ru: "Призыв к незамедлительным действиям",
      zh: "紧急呼吁",
    },
    never: { es: ["Apelación"] },
  },
  office: {
    in: [
      "paper.document.submission",
      "paper.submission.question.contact_ohchr",
      "alert.engagement.ohchr_field_presence",
    ],
    said: {
      ar: "مفوضية الأمم المتحدة السامية لحقوق الإنسان",
      en: "OHCHR",
      es: "ACNUDH",
      fr: "HCDH",
      ru: "УВКПЧ",
      zh: "人权高专办",
    },
    never: { ar: ["مفوضية حقوق الإنسان", "مفوضية الأمم المتحدة لحقوق الإنسان"] },
  },
  council: {
    in: ["paper.speaking.session.hrc_regular", "alert.engagement.human_rights_council"],
    said: {
      ar: "مجلس حقوق الإنسان",
      en: "Human Rights Council",
      es: "Consejo de Derechos Humanos",
      fr: "Conseil des droits de l’homme",
      ru: "Совет по правам человека",
      zh: "人权理事会",
    },
    never: { fr: ["Conseil des droits humains"] },
  },
  thirdCommittee: {
    in: ["paper.speaking.session.ga_third_committee", "alert.facts.ask"],
    said: {
      ar: "اللجنة الثالثة",
      en: "Third Committee",
      es: "Tercera Comisión",
      fr: "Troisième Commission",
      ru: "Трет\\p{L}+ комитет",
      zh: "第三委员会",
    },
    never: { es: ["Tercer Comité"], fr: ["Troisième Comité"] },
  },
  secretaryGeneral: {
    in: ["paper.fact.sgReport", "paper.submission.forReport", "alert.facts.sgReport"],
    said: {
      ar: "الأمين العام",
      en: "Secretary-General",
      es: "Secretario General",
      fr: "Secrétaire général",
      ru: "Генерального секретаря",
      zh: "秘书长",
    },
  },
  defender: {
    in: ["paper.submission.mandate.defenders"],
    said: {
      ar: "المدافعين عن حقوق الإنسان",
      en: "human rights defenders",
      es: "defensores de los derechos humanos",
      fr: "défenseurs et défenseuses des droits humains",
      ru: "правозащитник",
      zh: "人权维护者",
    },
    never: { zh: ["人权捍卫者", "人权卫士"], ar: ["ناشط"] },
  },
  toRaise: {
    in: ["paper.guest.will_raise", "paper.heading.agreed", "alert.facts.askAt"],
    said: {
      ar: "ثير|إثارة",
      en: "raise",
      es: "[Pp]lante",
      fr: "évoqu",
      ru: "подн\\p{L}+ (этот )?вопрос",
      zh: "提出",
    },
    never: { fr: ["soulev"], ru: ["поднять дело", "поднимаем дело"], es: ["levantar"] },
  },
  case: {
    in: ["paper.account.case", "paper.submission.newCase", "alert.facts.askAt"],
    said: {
      ar: "قضية",
      en: "[Cc]ase",
      es: "[Cc]aso",
      fr: "[Cc]as",
      ru: "[Дд]ел",
      zh: "案",
    },
    never: { ar: ["حالة جديدة", "الحالة"] },
  },
  speakersList: {
    in: ["paper.account.why.not_on_the_list", "paper.note.sendWords"],
    said: {
      ar: "قائمة المتكلمين",
      en: "speak(ers|ing) list",
      es: "lista de oradores",
      fr: "liste des orateurs",
      ru: "списо?к\\p{L}* ораторов",
      zh: "发言名单",
    },
    never: { ar: ["قائمة المتحدثين"] },
  },
  government: {
    in: ["paper.fact.response", "paper.account.laterKind.government_response"],
    said: {
      ar: "رد الحكومة",
      en: "Re(sponse|ply) of the Government",
      es: "Respuesta del Gobierno",
      fr: "Réponse du Gouvernement",
      ru: "Ответ правительства",
      zh: "政府的答复",
    },
    never: { zh: ["回应"] },
  },
  alleged: {
    in: ["paper.fact.alleged", "alert.facts.alleged"],
    said: {
      ar: "من يُنسب إليه الفعل",
      en: "[Aa]lleged",
      es: "Presuntos responsables",
      fr: "Auteurs présumés",
      ru: "Предполагаемые исполнители",
      zh: "据称行为人",
    },
    never: { zh: ["责任者", "行为者"] },
  },
  session: {
    in: ["paper.account.session"],
    said: {
      ar: "الدورة",
      en: "Session",
      es: "Período de sesiones",
      fr: "Session",
      ru: "Сессия",
      zh: "届会",
    },
  },
  temporaryRelocation: {
    in: ["paper.referral.kind.temporary_relocation"],
    said: {
      ar: "انتقال مؤقت",
      en: "Temporary relocation",
      es: "Reubicación temporal",
      fr: "Relocalisation temporaire",
      ru: "Временная релокация",
      zh: "临时转移安置",
    },
    // The resettlement of refugees, which is for good.
    never: {
      ar: ["إعادة التوطين"],
      es: ["reasentamiento"],
      fr: ["réinstallation"],
      ru: ["переселение"],
      zh: ["重新安置"],
    },
  },
};
