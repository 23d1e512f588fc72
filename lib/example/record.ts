/**
 * The reference example, from two published accounts and nothing else (domain page): the pre-session on Cuba of
 * 13 April 2018. Nobody is named, since the sources name nobody whom we would repeat.
 */
export const cubaSession = {
  title: "UPR pre-session, Cuba, 13 April 2018",
  startsOn: "2018-04-13",
  statesUnderReview: ["CUB"],
} as const;

export interface Source {
  name: string;
  address: string;
}

export const firstSource: Source = {
  name: "ISHR Academy, “What other tools can you use to respond to reprisals?”",
  address: "https://academy.ishr.ch/security/what-other-tools-can-you-use-to-respond-to-reprisals",
};

export const secondSource: Source = {
  name: "Cuba Archive, account of 13 April 2018",
  address:
    "https://www.cubacenter.org/archives/2018/4/13/cubabrief-cubas-historic-setback-at-un-duro-golpe-a-cuba-en-onu",
};

/** In the order of the first source; the second does not list Slovakia. */
export const cubaInterventions: readonly { code: string; sources: readonly Source[] }[] = [
  "DEU",
  "CZE",
  "SWE",
  "BEL",
  "DNK",
  "GBR",
  "FIN",
  "USA",
  "IRL",
  "SVK",
  "HRV",
  "MEX",
].map((code) => ({
  code,
  sources: code === "SVK" ? [firstSource] : [firstSource, secondSource],
}));

export const cubaCase = {
  reference: "PL-2018-001",
  title: "Two panellists detained at the airport",
  countryCode: "CUB",
  summary:
    "Two scheduled panellists of the UPR pre-session on Cuba were absent: they had been detained at the airport in Cuba. NGOs condemned it and noted that OHCHR and the High Commissioner had been informed.",
  engagementNote: "Scheduled panellists of the pre-session ahead of the review",
  linkNote: "Kept from the session at which they were due to speak",
  sourcesNote:
    "The first source lists twelve States that took the floor, the second eleven (without Slovakia), with 30 delegations present and three of five chairs empty. The sources do not name the panellists.",
  defenders: ["A scheduled panellist", "A second scheduled panellist"],
} as const;

/** The example's alert: what the accounts say, an ask for the review that followed, and nothing else. */
export const cubaAlert = {
  sources:
    "Two published accounts. The first, by ISHR Academy, lists twelve States that took the floor. The second, of 13 April 2018, lists eleven, without Slovakia, with 30 delegations present and three of five chairs empty. Both are kept.",
  ask: "We ask States to raise this case in the review of Cuba on 16 May 2018.",
  risk: "The accounts do not name the panellists, and neither does this text. Whatever is said at a pre-session, the State concerned can read.",
} as const;

/** What invented organisations answer to it, so that every mark of the table is seen once. */
export const cubaAnswers = {
  change: "had been detained → are reported to have been detained",
  objection:
    "The ask speaks of the review only. We cannot sign unless it also asks for a public reply.",
  comment: "Who informed the High Commissioner, and on which date? Missions will ask.",
} as const;
