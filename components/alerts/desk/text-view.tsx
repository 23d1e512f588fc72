import { useTranslations } from "next-intl";
import { createElement, Fragment, type ReactNode } from "react";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { Lock } from "@/components/ui/icons";
import type { Forum } from "@/db/reference/words";
import type { TextNode } from "@/lib/alerts/desk";
import { isSafeLink } from "@/lib/alerts/safe-link";
import { type Known, nothingKnown, onlyClass, personClass, sealedClass } from "./known";
import type { ShownBlocks } from "./unread";

interface Drawing {
  known: Known;
  /** Ranges of the text, counted in its own letters, that are shown as changed. */
  marked: readonly (readonly [number, number])[];
  at: number;
}

/**
 * The text of an alert, drawn from its JSON. Anything that is not of the text's schema is not drawn, and nothing in it
 * becomes markup.
 */
export function TextView({
  content,
  known = nothingKnown,
  marked = [],
  only,
  gap,
}: {
  content: TextNode | undefined;
  known?: Known;
  marked?: readonly (readonly [number, number])[];
  /** The blocks that are drawn, by their place; all of them without it. Where it has null, `gap` is drawn. */
  only?: ShownBlocks;
  gap?: ReactNode;
}) {
  const drawing: Drawing = { known, marked, at: 0 };
  const drawn = blocks(content?.content, drawing);
  return (
    <>
      {only
        ? only.map((place, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no other name than its place.
            place === null ? <Fragment key={`gap${index}`}>{gap}</Fragment> : drawn[place],
          )
        : drawn}
    </>
  );
}

const blockTags: Record<string, string> = {
  paragraph: "p",
  heading: "h3",
  bulletList: "ul",
  orderedList: "ol",
  listItem: "li",
  blockquote: "blockquote",
};

function blocks(nodes: TextNode[] | undefined, drawing: Drawing): ReactNode[] {
  return (nodes ?? []).map((node, index) => block(node, index, drawing));
}

function block(node: TextNode, key: number, drawing: Drawing): ReactNode {
  if (node.type === "ask") {
    return (
      <AskBox key={key} forum={node.attrs?.forum as Forum | undefined}>
        {blocks(node.content, drawing)}
      </AskBox>
    );
  }
  const tag = blockTags[node.type];
  if (!tag) {
    return null;
  }
  const isLine = node.type === "paragraph" || node.type === "heading";
  const children = isLine
    ? (node.content ?? []).map((child, index) => inline(child, index, drawing))
    : blocks(node.content, drawing);
  return createElement(tag, { key, ...(isLine && { dir: "auto" }) }, ...children);
}

/** What is asked, of whom. */
export function AskBox({ forum, children }: { forum: Forum | undefined; children: ReactNode }) {
  const t = useTranslations("alerts.desk.ask");
  return (
    <div className="ask">
      {forum && <p className="ask-forum">{t(forum)}</p>}
      {children}
    </div>
  );
}

const isWithin = ({ marks = [] }: TextNode) => marks.some(({ type }) => type === "only");

function inline(node: TextNode, key: number, drawing: Drawing): ReactNode {
  const { known } = drawing;
  const id = String(node.attrs?.id ?? "");
  if (node.type === "hardBreak") {
    return <br key={key} />;
  }
  if (node.type === "person") {
    return (
      <span key={key} className={classes(personClass, isWithin(node) && onlyClass)}>
        <Icon of={Lock} size={16} className="me-1 inline-block align-[-2px]" />
        <bdi>{known.names[id] ?? known.labels[id] ?? "…"}</bdi>
      </span>
    );
  }
  if (node.type === "sealed") {
    const words = known.passages[id];
    return (
      <span key={key} className={classes(sealedClass, isWithin(node) && onlyClass)}>
        <bdi>{words ?? (String(node.attrs?.instead ?? "") || "…")}</bdi>
      </span>
    );
  }
  if (node.type !== "text") {
    return null;
  }
  const text = node.text ?? "";
  const from = drawing.at;
  drawing.at += text.length;
  return (node.marks ?? []).reduce<ReactNode>(
    (inside, { type, attrs }, index) => {
      const markKey = `${key}.${index}`;
      switch (type) {
        case "bold":
          return <strong key={markKey}>{inside}</strong>;
        case "italic":
          return <em key={markKey}>{inside}</em>;
        case "insertion":
          return <ins key={markKey}>{inside}</ins>;
        case "deletion":
          return <del key={markKey}>{inside}</del>;
        case "comment":
          return (
            <mark key={markKey} className="commented">
              {inside}
            </mark>
          );
        case "only":
          return (
            <span key={markKey} className={onlyClass}>
              {inside}
            </span>
          );
        case "link":
          return isSafeLink(attrs?.href) ? (
            <a key={markKey} href={attrs.href} rel="noopener noreferrer nofollow" className="link">
              {inside}
            </a>
          ) : (
            inside
          );
        default:
          return inside;
      }
    },
    <Pieces key={key} text={text} from={from} marked={drawing.marked} />,
  );
}

/** A run of words, its changed ones marked. */
function Pieces({
  text,
  from,
  marked,
}: {
  text: string;
  from: number;
  marked: Drawing["marked"];
}): ReactNode {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of marked) {
    const a = Math.max(start - from, at);
    const b = Math.min(end - from, text.length);
    if (b > a) {
      pieces.push(text.slice(at, a));
      pieces.push(
        <mark key={a} className="changed">
          {text.slice(a, b)}
        </mark>,
      );
      at = b;
    }
  }
  pieces.push(text.slice(at));
  return <>{pieces}</>;
}
