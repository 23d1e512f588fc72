import * as Y from "yjs";
import { type PartName, partNames } from "./part-names";

/**
 * The parts in which a transaction wrote. Whoever only hangs a comment on words, or takes it off, has not written them:
 * who wrote decides who may stand behind a text (decision 13). To be asked in `afterTransaction`, while what was taken
 * out can still be read.
 */
export function partsWritten(shared: Y.Doc, change: Y.Transaction): PartName[] {
  const fragments = new Map<unknown, PartName>(
    partNames.map((name) => [shared.getXmlFragment(name), name]),
  );
  const written = new Set<PartName>();
  const look = (struct: Y.AbstractStruct) => {
    if (struct instanceof Y.Item && !isOfComment(struct)) {
      const name = fragments.get(rootOf(struct));
      if (name) {
        written.add(name);
      }
    }
  };
  for (const [client, after] of change.afterState) {
    const before = change.beforeState.get(client) ?? 0;
    const structs = shared.store.clients.get(client);
    if (structs && before < after) {
      for (const struct of structs.slice(Y.findIndexSS(structs, before))) {
        look(struct);
      }
    }
  }
  Y.iterateDeletedStructs(change, change.deleteSet, look);
  return [...written];
}

const isOfComment = ({ content }: Y.Item): boolean =>
  content instanceof Y.ContentFormat && /^comment(--|$)/.test(content.key);

function rootOf(item: Y.Item): unknown {
  let { parent } = item;
  while (parent instanceof Y.AbstractType && parent._item) {
    ({ parent } = parent._item);
  }
  return parent;
}
