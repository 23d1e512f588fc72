/**
 * What we change in Yjs 13.6.33, the same in its ES and its CommonJS build (decision 24).
 *
 * Where somebody has taken out a letter beside the caret, upstream puts the next letter behind the one that is gone.
 * What others began at that place then comes to stand between the letters of one word.
 */
export const patch = {
  package: "yjs",
  version: "13.6.33",
  files: ["dist/yjs.mjs", "dist/yjs.cjs"],
  changes: [
    {
      why: "Letters that are gone are passed only on the way to a mark that has to be passed.",
      find: `    if (currPos.right === null) {
      break
    } else if (currPos.right.deleted || (currPos.right.content.constructor === ContentFormat && equalAttrs(attributes[(/** @type {ContentFormat} */ (currPos.right.content)).key] ?? null, /** @type {ContentFormat} */ (currPos.right.content).value))) ; else {
      break
    }
    currPos.forward();`,
      replace: `    let next = currPos.right;
    while (next !== null && next.deleted) {
      next = next.right;
    }
    if (
      next === null || next.content.constructor !== ContentFormat ||
      !equalAttrs(attributes[next.content.key] ?? null, next.content.value)
    ) {
      break
    }
    while (currPos.left !== next) {
      currPos.forward();
    }`,
    },
  ],
};
