import { Fragment, type ReactNode } from "react";
import { isSafeLink } from "@/lib/alerts/safe-link";
import type { TextNode } from "@/lib/editions/edition";

/** How people and forums are written: by what the reader may know, in the text's own language. */
export interface TextWords {
  /** The label of a person whose mark stands in a text that was not made for one audience yet. */
  person?: (defenderId: string) => string;
  /** What stands for a passage that leaves nothing in its place, where the reader should know of it. */
  sealed?: string;
  forum?: Partial<Record<string, string>>;
  /** The level of the headings that stand in the text itself. */
  heading?: "h3" | "h4" | "h5";
}

/**
 * The blocks of a text, as React elements and nothing else: what the schema does not know is not drawn. What somebody
 * proposed to insert and nobody accepted is left out; what is proposed for deletion still stands.
 */
export function TextBlocks({ of, words = {} }: { of: TextNode; words?: TextWords }) {
  return <>{children(of, words)}</>;
}

function children(node: TextNode, words: TextWords): ReactNode[] {
  return (node.content ?? []).map((child, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole each time
    <Fragment key={at}>{draw(child, words)}</Fragment>
  ));
}

function draw(node: TextNode, words: TextWords): ReactNode {
  if (node.marks?.some((mark) => mark.type === "insertion")) {
    return null;
  }
  switch (node.type) {
    case "text":
      return marked(node.text, node.marks);
    case "person":
      return marked(words.person?.(String(node.attrs?.id)) ?? "", node.marks);
    case "sealed":
      return marked(String(node.attrs?.instead || (words.sealed ?? "")), node.marks);
    case "hardBreak":
      return <br />;
    case "heading": {
      const Heading = words.heading ?? "h3";
      return <Heading>{children(node, words)}</Heading>;
    }
    case "paragraph":
      return node.content ? <p>{children(node, words)}</p> : null;
    case "bulletList":
      return <ul>{children(node, words)}</ul>;
    case "orderedList":
      return <ol start={Number(node.attrs?.start ?? 1)}>{children(node, words)}</ol>;
    case "listItem":
      return <li>{children(node, words)}</li>;
    case "blockquote":
      return <blockquote>{children(node, words)}</blockquote>;
    case "ask": {
      const forum = words.forum?.[String(node.attrs?.forum)];
      return (
        <div data-ask="">
          {forum && <p data-forum="">{forum}</p>}
          {children(node, words)}
        </div>
      );
    }
    default:
      return null;
  }
}

function marked(words: ReactNode, marks: TextNode["marks"] = []): ReactNode {
  const [mark, ...rest] = marks;
  if (!mark) {
    return words;
  }
  const inner = marked(words, rest);
  if (mark.type === "bold") {
    return <strong>{inner}</strong>;
  }
  if (mark.type === "italic") {
    return <em>{inner}</em>;
  }
  if (mark.type === "link" && isSafeLink(mark.attrs?.href)) {
    return (
      <a href={mark.attrs.href} rel="noopener noreferrer nofollow" className="link">
        {inner}
      </a>
    );
  }
  return inner;
}
