import { nameOf, type PdfFile, wordsOf } from "./pdf-file";
import { type Dict, Ref, Unknown, type Value } from "./pdf-lexer";
import { joined, type Stretch } from "./pdf-stretch";
import type { PageText } from "./pdf-text";

/** Roles that run on within a line. */
const inline = new Set(["Span", "Link", "Quote", "Code", "Strong", "Em", "Reference", "Note"]);

/**
 * The text of a document in the order in which a screen reader says it, a line for each thing that stands alone, and the
 * alternative texts beside it. Signs before the items of a list are no words. What the tree leads to is taken out of the
 * pages, so that what is left there is said to nobody.
 */
export function readTree(
  file: PdfFile,
  root: Dict,
  pages: ReadonlyMap<number, PageText>,
): { lines: string[]; alt: string[] } {
  const lines: string[] = [];
  const alt: string[] = [];
  const roles = root.has("RoleMap") ? file.dict(root.get("RoleMap")) : new Map();
  const seen = new Set<number>();
  let line: Stretch[] = [];
  const end = () => {
    const text = joined(line).trim();
    if (text !== "" && text !== "•") {
      lines.push(text);
    }
    line = [];
  };
  const take = (page: Value | undefined, mark: number) => {
    const marked = page instanceof Ref ? pages.get(page.number)?.marked : undefined;
    line.push(...(marked?.get(mark) ?? []));
    marked?.delete(mark);
  };
  const visit = (value: Value, page: Value | undefined) => {
    if (typeof value === "number") {
      take(page, value);
      return;
    }
    if (value instanceof Ref) {
      if (seen.has(value.number)) {
        throw new Unknown();
      }
      seen.add(value.number);
    }
    const node = file.dict(value);
    switch (nameOf(node.get("Type"))) {
      case "OBJR":
        return;
      case "MCR":
        take(node.get("Pg") ?? page, Number(node.get("MCID")));
        return;
      case "StructElem":
        break;
      default:
        throw new Unknown();
    }
    const said = wordsOf(file.get(node.get("Alt")));
    if (said) {
      alt.push(said);
    }
    const own = nameOf(node.get("S")) ?? "";
    const standsAlone = !inline.has(nameOf(roles.get(own)) ?? own);
    if (standsAlone) {
      end();
    }
    for (const kid of kidsOf(node.get("K"))) {
      visit(kid, node.get("Pg") ?? page);
    }
    if (standsAlone) {
      end();
    }
  };
  for (const kid of kidsOf(root.get("K"))) {
    visit(kid, undefined);
  }
  end();
  return { lines, alt };
}

const kidsOf = (value: Value | undefined): readonly Value[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
