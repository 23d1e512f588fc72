import {
  type AlertLanguage,
  type AlertSection,
  type Audience,
  alertSections,
} from "@/db/reference/words";
import type { LanguageText, TextNode } from "@/db/schema";
import { isSafeLink } from "@/lib/alerts/safe-link";
import { editionDay, editionWords } from "./words";

/** An edition as a mail takes it: nothing but lines. */
export interface EditionForMail {
  content: LanguageText;
  language: AlertLanguage;
  audience: Audience;
  number: number;
  issuedAt: Date;
  /** Empty where it is not named. */
  issuer: string;
  signatories: { name: string; capacity: string }[];
  unnamedSignatories: number;
  /** When the name of one of them was withheld last; null where none was. */
  namesChangedAt: Date | null;
  correction: string;
  hash: string;
  /** Where the public edition stands, whole. */
  address?: string | undefined;
}

/** The whole edition as plain text, with a heading line above each section and addresses after the words that link. */
export function plainText(edition: EditionForMail): string {
  const words = editionWords[edition.language];
  const parts = [
    [
      words.kind,
      words.audience[edition.audience],
      words.edition(edition.number),
      editionDay(edition.issuedAt, edition.language),
    ].join(" · "),
    edition.content.title,
    ...(edition.issuer ? [`${words.issuer}: ${edition.issuer}`] : []),
    ...(edition.correction ? [`${words.correction}: ${edition.correction}`] : []),
    // What is asked comes first, as on the page.
    ...writeSections(edition, ["asks", ...alertSections.filter((name) => name !== "asks")]),
    signedBy(edition),
    [`${words.hash} (SHA-256): ${edition.hash}`, edition.address].filter(Boolean).join("\n"),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/** A draft as one audience would read it, as plain text that says that it is one. */
export function draftText(
  draft: Pick<EditionForMail, "content" | "language" | "audience">,
): string {
  const words = editionWords[draft.language];
  const parts = [
    [words.kind, words.audience[draft.audience], words.draft].join(" · "),
    draft.content.title,
    ...writeSections(draft),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function writeSections(
  { content, language }: Pick<EditionForMail, "content" | "language">,
  order: readonly AlertSection[] = alertSections,
) {
  return order.flatMap((name) => {
    const node = content.sections[name];
    const written = node ? writeBlocks(node, language) : "";
    return written ? [`${editionWords[language].section[name]}\n${written}`] : [];
  });
}

function signedBy({
  language,
  signatories,
  unnamedSignatories,
  namesChangedAt,
}: EditionForMail): string {
  const words = editionWords[language];
  const lines = signatories.map(
    ({ name, capacity }) => `- ${capacity ? `${name}, ${capacity}` : name}`,
  );
  if (unnamedSignatories > 0) {
    lines.push(words.unnamed(unnamedSignatories, signatories.length > 0));
  }
  if (namesChangedAt) {
    lines.push(words.namesChanged(editionDay(namesChangedAt, language)));
  }
  return lines.length > 0 ? `${words.signatories}\n${lines.join("\n")}` : "";
}

function writeBlocks(node: TextNode, language: AlertLanguage): string {
  return (node.content ?? [])
    .map((block) => writeBlock(block, language))
    .filter((written) => written !== "")
    .join("\n\n");
}

function writeBlock(node: TextNode, language: AlertLanguage): string {
  switch (node.type) {
    case "bulletList":
    case "orderedList": {
      const first = Number(node.attrs?.start ?? 1);
      return (node.content ?? [])
        .map((item, at) => {
          const mark = node.type === "orderedList" ? `${first + at}. ` : "- ";
          return mark + indent(writeBlocks(item, language), " ".repeat(mark.length));
        })
        .join("\n");
    }
    case "blockquote":
      return `> ${indent(writeBlocks(node, language), "> ")}`;
    case "ask": {
      const forum = editionWords[language].forum[node.attrs?.forum as "upr"];
      return [forum && `[${forum}]`, writeBlocks(node, language)].filter(Boolean).join("\n");
    }
    default:
      return (node.content ?? []).map(writeWords).join("").trim();
  }
}

const indent = (text: string, by: string) => text.replaceAll("\n", `\n${by}`);

function writeWords(node: TextNode, at: number, all: TextNode[]): string {
  if (node.type === "hardBreak") {
    return "\n";
  }
  const href = hrefOf(node);
  // Words that other marks split into several nodes say their address once, at the end.
  const isLast = href !== null && hrefOf(all[at + 1]) !== href;
  const text = node.text ?? "";
  return isLast && href !== text ? `${text} (${href.replace(/^mailto:/, "")})` : text;
}

function hrefOf(node: TextNode | undefined): string | null {
  const href = node?.marks?.find((mark) => mark.type === "link")?.attrs?.href;
  return isSafeLink(href) ? href : null;
}
