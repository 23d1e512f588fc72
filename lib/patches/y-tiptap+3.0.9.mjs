/**
 * What we change in @tiptap/y-tiptap 3.0.9, which keeps the editor and the shared text the same, so that two people may
 * write in one place (decision 24).
 *
 * Two who begin in the same empty line each bring a text of their own into it. The editor shows the two as one run of
 * words; upstream copied the one into the other, while somebody else typed into both: letters came twice, carets were
 * lost. Here the texts of one run stay what they are, and a change goes into the one it belongs to.
 */
export const patch = {
  package: "@tiptap/y-tiptap",
  version: "3.0.9",
  files: ["dist/y-tiptap.js"],
  changes: [
    {
      why: "Nobody moves words that others may be writing in.",
      find: `      // If the next ytext exists and was created by us, move the content to the current ytext.
      // This is a fix for #160 -- duplication of characters when two Y.Text exist next to each
      // other.
      const nextytext = /** @type {Y.ContentType} */ (type._item.right?.content)?.type;
      if (nextytext instanceof Y.Text && !nextytext._item.deleted && nextytext._item.id.client === nextytext.doc.clientID) {
        type.applyDelta([
          { retain: type.length },
          ...nextytext.toDelta()
        ]);
        nextytext.doc.transact(tr => {
          nextytext._item.delete(tr);
        });
      }
      // now create the prosemirror text nodes
`,
      replace: `      // the prosemirror text nodes, joined with those of a text beside it by the node they go into
`,
    },
    {
      why: "Texts that stand side by side are one run, as the editor has it.",
      find: `/**
 * @param {Y.XmlElement|Y.XmlText|Y.XmlHook} ytype
 * @param {any|Array<any>} pnode
 */
const equalYTypePNode = (ytype, pnode) => {`,
      replace: `/** Some texts that stand side by side, used as one. */
class TextRun {
  constructor (texts) {
    this.texts = texts;
  }

  get length () {
    return this.texts.reduce((sum, text) => sum + text.length, 0)
  }

  toDelta () {
    const joined = [];
    for (const { insert, attributes = {} } of this.texts.flatMap((text) => text.toDelta())) {
      const last = joined[joined.length - 1];
      if (last && typeof insert === 'string' && equalAttrs(last.attributes, attributes)) {
        last.insert += insert;
      } else {
        joined.push({ insert, attributes });
      }
    }
    return joined
  }

  /** Where a range of the run lies: each text with its own part of it. */
  parts (index, length) {
    const parts = [];
    let start = 0;
    for (const text of this.texts) {
      const from = math.max(index - start, 0);
      const to = math.min(index + length - start, text.length);
      if (from < to) {
        parts.push({ text, from, length: to - from });
      }
      start += text.length;
    }
    return parts
  }

  delete (index, length) {
    this.parts(index, length).forEach(({ text, from, length }) => text.delete(from, length));
  }

  insert (index, words) {
    let start = 0;
    for (const text of this.texts) {
      if (index <= start + text.length) {
        text.insert(index - start, words);
        return
      }
      start += text.length;
    }
  }

  applyDelta (delta) {
    let index = 0;
    for (const { retain, attributes } of delta) {
      this.parts(index, retain).forEach(({ text, from, length }) => text.format(from, length, attributes));
      index += retain;
    }
  }
}

const isText = (ytype) => ytype instanceof Y.XmlText || ytype instanceof TextRun;

/** The types that an entry of \`childrenOf\` stands for. */
const typesOf = (ychild) => ychild instanceof TextRun ? ychild.texts : [ychild];

/**
 * The children of an element as the editor has them: texts that stand side by side are one, and those without words,
 * which wait to be written in again, are none.
 */
const childrenOf = (yfragment) => {
  const children = [];
  let run = [];
  const close = () => {
    if (run.some((text) => text.length > 0)) {
      children.push(run.length > 1 ? new TextRun(run) : run[0]);
    }
    run = [];
  };
  for (const child of yfragment.toArray()) {
    if (child instanceof Y.XmlText) {
      run.push(child);
    } else {
      close();
      children.push(child);
    }
  }
  close();
  return children
};

/** Where what follows these entries goes in. */
const indexAfter = (yfragment, ychildren) => {
  const last = ychildren[ychildren.length - 1];
  return last === undefined ? 0 : yfragment.toArray().indexOf(typesOf(last).at(-1)) + 1
};

/** Takes entries out. A text is only emptied: what somebody else is writing in it right now must not go with it. */
const takeOut = (yfragment, ychildren, meta) => {
  for (const type of ychildren.flatMap(typesOf)) {
    meta.mapping.delete(type);
    if (type instanceof Y.XmlText) {
      type.delete(0, type.length);
    } else {
      yfragment.delete(yfragment.toArray().indexOf(type), 1);
    }
  }
};

/** Puts a child in at an index; words go into a text that waits there. */
const putIn = (yfragment, index, pchild, meta) => {
  const waiting = pchild instanceof Array ? yfragment.get(index) : undefined;
  if (waiting instanceof Y.XmlText) {
    updateYText(waiting, pchild, meta);
    return waiting
  }
  const type = createTypeFromTextOrElementNode(pchild, meta);
  yfragment.insert(index, [type]);
  return type
};

/**
 * @param {Y.XmlElement|Y.XmlText|Y.XmlHook} ytype
 * @param {any|Array<any>} pnode
 */
const equalYTypePNode = (ytype, pnode) => {`,
    },
    {
      why: "Compared run by run.",
      find: `    return ytype._length === normalizedContent.length &&
      equalAttrs(ytype.getAttributes(), pnode.attrs) &&
      ytype.toArray().every((ychild, i) =>
        equalYTypePNode(ychild, normalizedContent[i])
      )
  }
  return ytype instanceof Y.XmlText && pnode instanceof Array &&
    equalYTextPText(ytype, pnode)`,
      replace: `    const ychildren = childrenOf(ytype);
    return ychildren.length === normalizedContent.length &&
      equalAttrs(ytype.getAttributes(), pnode.attrs) &&
      ychildren.every((ychild, i) =>
        equalYTypePNode(ychild, normalizedContent[i])
      )
  }
  return isText(ytype) && pnode instanceof Array &&
    equalYTextPText(ytype, pnode)`,
    },
    {
      why: "The same.",
      find: `  const yChildren = ytype.toArray();
  const pChildren = normalizePNodeContent(pnode);`,
      replace: `  const yChildren = childrenOf(ytype);
  const pChildren = normalizePNodeContent(pnode);`,
    },
    {
      why: "The words of a run are those of its texts.",
      find: `  let n = ytext._start;
  const nAttrs = {};
  while (n !== null) {`,
      replace: `  const nAttrs = {};
  if (ytext instanceof TextRun) {
    const each = ytext.texts.map(ytextTrans);
    return {
      str: each.map((text) => text.str).join(''),
      nAttrs: Object.assign(nAttrs, ...each.map((text) => text.nAttrs))
    }
  }
  let n = ytext._start;
  while (n !== null) {`,
    },
    {
      why: "A letter like the one beside it is put in where the caret is: beside it stands what another is writing.",
      find: `/**
 * @todo test this more
 *
 * @param {Y.Text} ytext
 * @param {Array<any>} ptexts
 * @param {BindingMetadata} meta
 */
const updateYText = (ytext, ptexts, meta) => {
  meta.mapping.set(ytext, ptexts);`,
      replace: `/**
 * Where the caret stands in one child of a node; null where it does not.
 */
const caretIn = (meta, pNode, pChildren, at) => {
  const selection = meta.prosemirrorView?.state.selection;
  if (!selection?.empty || selection.$head.parent !== pNode) {
    return null
  }
  const sizeOf = (pChild) => pChild instanceof Array
    ? pChild.reduce((sum, text) => sum + text.nodeSize, 0)
    : pChild.nodeSize;
  const offset = selection.$head.parentOffset -
    pChildren.slice(0, at).reduce((sum, pChild) => sum + sizeOf(pChild), 0);
  return offset >= 0 && offset <= sizeOf(pChildren[at]) ? offset : null
};

/**
 * The smallest change from one string to another; of several that give the same, the one at the caret.
 */
const diffAtCaret = (before, after, caret) => {
  const diff = simpleDiff(before, after);
  const { remove, insert } = diff;
  const at = caret === null ? -1 : caret - insert.length;
  if (
    at >= 0 && (remove === 0) !== (insert === '') &&
    before.slice(0, at) === after.slice(0, at) &&
    before.slice(at + remove) === after.slice(at + insert.length)
  ) {
    return { index: at, remove, insert: after.slice(at, at + insert.length) }
  }
  return diff
};

/**
 * @todo test this more
 *
 * @param {Y.Text} ytext
 * @param {Array<any>} ptexts
 * @param {BindingMetadata} meta
 * @param {number|null} caret
 */
const updateYText = (ytext, ptexts, meta, caret = null) => {
  if (!(ytext instanceof TextRun)) {
    meta.mapping.set(ytext, ptexts);
  }`,
    },
    {
      why: "The same.",
      find: `  const { insert, remove, index } = simpleDiff(
    str,
    content.map((c) => c.insert).join('')
  );`,
      replace: `  const { insert, remove, index } = diffAtCaret(
    str,
    content.map((c) => c.insert).join(''),
    caret
  );`,
    },
    {
      why: "Children are counted run by run; moved ones are looked for only among blocks.",
      find: `  const yChildren = yDomFragment.toArray();
  const yChildCnt = yChildren.length;
  const minCnt = math.min(pChildCnt, yChildCnt);
  if (reconcileMappedChildren(`,
      replace: `  const yChildren = childrenOf(yDomFragment);
  const yChildCnt = yChildren.length;
  const minCnt = math.min(pChildCnt, yChildCnt);
  if (yChildCnt === yDomFragment.length && !yChildren.some(isText) && reconcileMappedChildren(`,
    },
    {
      why: "A run is changed as a text is.",
      find: `      if (leftY instanceof Y.XmlText && leftP instanceof Array) {
        if (!equalYTextPText(leftY, leftP)) {
          updateYText(leftY, leftP, meta);
        }`,
      replace: `      if (isText(leftY) && leftP instanceof Array) {
        if (!equalYTextPText(leftY, leftP)) {
          updateYText(leftY, leftP, meta, caretIn(meta, pNode, pChildren, left));
        }`,
    },
    {
      why: "All of a run is replaced.",
      find: `          meta.mapping.delete(yDomFragment.get(left));
          yDomFragment.delete(left, 1);
          yDomFragment.insert(left, [
            createTypeFromTextOrElementNode(leftP, meta)
          ]);
          left += 1;`,
      replace: `          const at = indexAfter(yDomFragment, yChildren.slice(0, left));
          takeOut(yDomFragment, [leftY], meta);
          yChildren[left] = putIn(yDomFragment, at, leftP, meta);
          left += 1;`,
    },
    {
      why: "What is left over is taken out, and what is missing put in, entry by entry.",
      find: `    if (
      yChildCnt === 1 && pChildCnt === 0 && yChildren[0] instanceof Y.XmlText
    ) {
      meta.mapping.delete(yChildren[0]);
      // Edge case handling https://github.com/yjs/y-prosemirror/issues/108
      // Only delete the content of the Y.Text to retain remote changes on the same Y.Text object
      yChildren[0].delete(0, yChildren[0].length);
    } else if (yDelLen > 0) {
      yDomFragment.slice(left, left + yDelLen).forEach(type => meta.mapping.delete(type));
      yDomFragment.delete(left, yDelLen);
    }
    if (left + right < pChildCnt) {
      const ins = [];
      for (let i = left; i < pChildCnt - right; i++) {
        ins.push(createTypeFromTextOrElementNode(pChildren[i], meta));
      }
      yDomFragment.insert(left, ins);
    }`,
      replace: `    takeOut(yDomFragment, yChildren.slice(left, left + yDelLen), meta);
    if (left + right < pChildCnt) {
      let at = indexAfter(yDomFragment, yChildren.slice(0, left));
      for (const pChild of pChildren.slice(left, pChildCnt - right)) {
        putIn(yDomFragment, at, pChild, meta);
        at += 1;
      }
    }`,
    },
    {
      why: "A caret that waits in an empty line stays before what others begin there, and never within their first word.",
      find: `          return new Y.RelativePosition(n._item === null ? null : n._item.id, n._item === null ? Y.findRootTypeKey(n) : null, null)
        }
        pos -= pNodeSize;`,
      replace: `          return new Y.RelativePosition(n._item === null ? null : n._item.id, n._item === null ? Y.findRootTypeKey(n) : null, null, -1)
        }
        pos -= pNodeSize;`,
    },
    {
      why: "The same for one that waits behind a name at the end of a line.",
      find: `            // set to end of n.parent
            n = n._item === null ? n : n._item.parent;
            return new Y.RelativePosition(`,
      replace: `            if (n._item !== null) {
              return new Y.RelativePosition(null, null, n._item.id, -1)
            }
            return new Y.RelativePosition(`,
    },
    {
      why: "A caret is looked for by the words around it only when the block it stood in is gone; guessed while others type, it jumps.",
      find: `const recoverSelectionEndpoint = (newDoc, oldDoc, oldAbs, resolved) => {
  if (oldAbs == null) {
    return resolved
  }
  const misresolved = resolved === null ||
    (oldAbs > 1 && resolved <= 1) ||
    isMisresolvedAfterStructuralChange(oldDoc, newDoc, oldAbs, resolved);
  if (!misresolved) {
    return resolved
  }`,
      replace: `const recoverSelectionEndpoint = (newDoc, oldDoc, oldAbs, resolved, isGone) => {
  if (oldAbs == null || (resolved !== null && !isGone)) {
    return resolved
  }`,
    },
    {
      why: "The same.",
      find: `        anchor = recoverSelectionEndpoint(tr.doc, oldDoc, relSel.absAnchor, anchor);
        head = recoverSelectionEndpoint(tr.doc, oldDoc, relSel.absHead, head);`,
      replace: `        const isGone = (relPos) => {
          const id = relPos.item || relPos.type;
          const found = id && Y.getItem(binding.doc.store, id);
          const held = relPos.item ? found?.parent?._item : found;
          for (let item = held; item; item = item.parent?._item) {
            if (item.deleted) {
              return true
            }
          }
          return false
        };
        anchor = recoverSelectionEndpoint(tr.doc, oldDoc, relSel.absAnchor, anchor, isGone(relSel.anchor));
        head = recoverSelectionEndpoint(tr.doc, oldDoc, relSel.absHead, head, isGone(relSel.head));`,
    },
  ],
};
