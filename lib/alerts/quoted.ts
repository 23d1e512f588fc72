import type { DeskPart, TextNode } from "./desk";
import type { PartName } from "./part-names";

/**
 * The words that a discussion is about, from the text as its reader reads it; null where they stand in it no longer, or
 * not yet.
 */
export function quotedWords(
  parts: readonly DeskPart[],
  { id, section }: { id: string; section: PartName },
  labels: Record<string, string>,
): string | null {
  const quoted = parts
    .filter((part) => part.section === section)
    .flatMap(({ content }) => blocksOf(content))
    .flatMap(({ content = [] }) => {
      const isAbout = ({ marks = [] }: TextNode) =>
        marks.some(({ type, attrs }) => type === "comment" && attrs?.id === id);
      // What stands between two of its words belongs to them: people and line ends bear no marks.
      return content
        .slice(content.findIndex(isAbout), content.findLastIndex(isAbout) + 1)
        .map((node) =>
          node.type === "person"
            ? (labels[String(node.attrs?.id)] ?? "\u2026")
            : (node.text ?? " "),
        )
        .join("");
    })
    .filter(Boolean);
  return quoted.length > 0 ? quoted.join(" ") : null;
}

const blocksOf = (node: TextNode): TextNode[] =>
  ["paragraph", "heading"].includes(node.type) ? [node] : (node.content ?? []).flatMap(blocksOf);
