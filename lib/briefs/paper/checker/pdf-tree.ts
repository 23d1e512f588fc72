import { joined, type Stretch } from "./pdf-stretch";
import type { PageText } from "./pdf-text";

/** The tree of a page as the library hands it out. */
interface Node {
  role?: string;
  type?: string;
  id?: string;
  alt?: string;
  children?: Node[];
}

/** Roles that run on within a line. */
const inline = new Set(["Span", "Link", "Quote", "Code", "Strong", "Em", "Reference", "Note"]);

/**
 * The text of a page in the order in which a screen reader says it, a line for each thing that stands alone, and the
 * alternative texts beside it. Signs before the items of a list are no words.
 */
export function readTree(
  root: Node | null,
  { marked }: PageText,
): { lines: string[]; alt: string[] } {
  const lines: string[] = [];
  const alt: string[] = [];
  let line: Stretch[] = [];
  const end = () => {
    const text = joined(line).trim();
    if (text !== "" && text !== "•") {
      lines.push(text);
    }
    line = [];
  };
  const visit = (node: Node) => {
    if (node.alt) {
      alt.push(node.alt);
    }
    if (node.type === "content") {
      line.push(...(marked.get(Number(/_mc(\d+)$/.exec(node.id ?? "")?.[1] ?? -1)) ?? []));
      return;
    }
    if (node.type !== undefined) {
      return;
    }
    const standsAlone = !inline.has(node.role ?? "");
    if (standsAlone) {
      end();
    }
    node.children?.forEach(visit);
    if (standsAlone) {
      end();
    }
  };
  if (root) {
    visit(root);
  }
  end();
  return { lines, alt };
}
