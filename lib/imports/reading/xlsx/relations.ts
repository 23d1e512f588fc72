import type { Parts } from "./parts.ts";
import { readXml } from "./xml.ts";

export interface Relation {
  id: string;
  /** The last word of its type: `worksheet`, `styles`, `comments`. */
  kind: string;
  /** The name of the part it leads to. */
  target: string;
}

/** Where a part leads to within the file. What leads out of it is left out: nothing is fetched. */
export async function readRelations(parts: Parts, part: string): Promise<Relation[]> {
  const at = part.lastIndexOf("/") + 1;
  const name = `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
  const relations: Relation[] = [];
  if (!parts.has(name)) {
    return relations;
  }
  await readXml(parts.read(name), {
    open(element, { Id, Type, Target, TargetMode }) {
      if (element === "Relationship" && Id && Type && Target && TargetMode !== "External") {
        relations.push({
          id: Id,
          kind: Type.slice(Type.lastIndexOf("/") + 1),
          target: resolve(part.slice(0, at), Target),
        });
      }
    },
  });
  return relations;
}

function resolve(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") {
      steps.pop();
    } else if (step !== "" && step !== ".") {
      steps.push(step);
    }
  }
  return steps.join("/");
}
