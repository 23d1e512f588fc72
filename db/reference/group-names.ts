import { foldName } from "./fold-name";
import shipped from "./state-groups.json" with { type: "json" };

/** "Association of Southeast Asian Nations (ASEAN)" is called by both; what else stands in brackets is a remark. */
const named = shipped.meta.groups_met_in_records_without_sourced_members.flatMap((text) => {
  const [, name = text, inside = ""] = /^(.*?)\s*\(([^)]*)\)$/.exec(text) ?? [];
  return /^\p{Lu}+$/u.test(inside) ? [name, inside] : [name];
});

/** How groups of States are called that speak as one: none of them is a State. Folded, as `foldName` does. */
const groupNames: ReadonlySet<string> = new Set(
  [...shipped.groups.flatMap(({ label_en, aliases }) => [label_en, ...aliases]), ...named].map(
    foldName,
  ),
);
const longest = Math.max(...[...groupNames].map((name) => name.split(" ").length));

/** Whether the words of a text, folded, are or hold the name of a group: "Delegation of the European Union". */
export function namesAGroup(words: readonly string[]): boolean {
  return words.some((_, at) =>
    Array.from({ length: longest }, (__, more) => words.slice(at, at + more + 1).join(" ")).some(
      (name) => groupNames.has(name),
    ),
  );
}
