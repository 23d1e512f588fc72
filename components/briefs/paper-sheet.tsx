import { useLocale, useTranslations } from "next-intl";
import {
  type Block,
  isRightToLeft,
  type Paper,
  type Rich,
  runsTheOtherWay,
} from "@/lib/briefs/paper/paper";
import { asPrinted } from "@/lib/briefs/paper/printed";
import { numberOf } from "@/lib/briefs/paper/words";

/**
 * A paper as it is read, at the width of its page and in its own language and direction. The words are those of the
 * files; where a page ends only the file shows, and where it is known the sheet says so about.
 */
export function PaperSheet({
  of: given,
  label,
  turnsAt = null,
}: {
  of: Paper;
  label: string;
  /** The place of the block with which, or in which, the second page begins. */
  turnsAt?: number | null;
}) {
  const paper = asPrinted(given);
  const { frame, language } = paper;
  return (
    <article
      aria-label={label}
      lang={language}
      dir={isRightToLeft(language) ? "rtl" : "ltr"}
      data-written=""
      className="max-w-[49.625rem] border border-line bg-surface px-5 py-8 text-body sm:px-[4.5rem] sm:py-12"
    >
      <p className="flex flex-wrap justify-between gap-x-6 border-b-2 border-ink pb-3 text-meta text-ink-muted">
        <span>
          <strong className="text-ink">
            <bdi>{frame.from}</bdi>
          </strong>{" "}
          {frame.beside}
        </span>
        <span>{frame.day}</span>
      </p>
      <h3 className="mt-6 font-serif text-h2 font-semibold">{paper.title}</h3>
      <p className="mb-4 text-ink-muted">
        <Words of={paper.subtitle} />
      </p>
      {turnsAt === null ? (
        <Blocks of={paper.blocks} paper={paper} />
      ) : (
        <>
          <Blocks of={paper.blocks.slice(0, turnsAt)} paper={paper} />
          <PageTurn />
          <Blocks of={paper.blocks.slice(turnsAt)} paper={paper} />
        </>
      )}
      <p className="mt-8 border-t border-line pt-3 text-meta text-ink-muted">
        <Words of={frame.foot} />
      </p>
    </article>
  );
}

/** For whoever writes, in the language of the screen; no part of the paper. */
function PageTurn() {
  const t = useTranslations("briefs.look");
  return (
    <p
      lang={useLocale()}
      dir="auto"
      className="mt-4 flex items-center gap-3 text-meta text-ink-muted before:flex-1 before:border-t before:border-dashed before:border-line-strong after:flex-1 after:border-t after:border-dashed after:border-line-strong print:hidden"
    >
      {t("pageTwo")}
    </p>
  );
}

function Blocks({ of: blocks, paper }: { of: readonly Block[]; paper: Paper }) {
  return blocks.map((block, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a paper is drawn whole and its blocks have no other name.
    <OneBlock key={at} of={block} paper={paper} />
  ));
}

function OneBlock({ of: block, paper }: { of: Block; paper: Paper }) {
  /** A whole sentence of the other direction runs in that. */
  const turn = (text: Rich) =>
    runsTheOtherWay(text, paper) ? (isRightToLeft(paper.language) ? "ltr" : "rtl") : undefined;
  switch (block.kind) {
    case "ask":
      return (
        <section className="mt-4 border-s-4 border-accent ps-4">
          <h4 className="text-meta font-semibold text-accent">{block.label}</h4>
          <p className="font-serif text-h2 font-semibold">
            <Words of={block.text} />
          </p>
        </section>
      );
    case "section":
      return (
        <section className="mt-4 grid gap-x-6 gap-y-2 border-t border-line pt-4 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
          <h4 className="font-semibold">{block.heading}</h4>
          <div className="flex min-w-0 flex-col gap-2">
            <Blocks of={block.blocks} paper={paper} />
          </div>
        </section>
      );
    case "heading":
      return <h4 className="mt-4 font-serif text-h3 font-semibold">{block.text}</h4>;
    case "paragraph":
      return (
        <p className="font-serif" dir={turn(block.text)}>
          <Words of={block.text} />
        </p>
      );
    case "note":
      return (
        <p className="text-meta text-ink-muted">
          <Words of={block.text} />
        </p>
      );
    case "list":
      return (
        <ul className={(block.columns ?? 1) > 1 ? "columns-2 sm:columns-3" : "list-disc ps-5"}>
          <Items of={block.items} />
        </ul>
      );
    case "annex":
      return (
        <ol className="text-meta text-ink-muted">
          <Items of={block.items} numbered />
        </ol>
      );
    case "wordings":
      return block.items.map(({ aside, label, text }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two sentences may be the same.
        <div key={at} className="border-s-2 border-line-strong ps-4">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span>
              {block.isNumbered && `${numberOf(at)} `}
              <strong>{label}</strong>
            </span>
            <span className="text-meta text-ink-muted">{aside}</span>
          </p>
          <p className="font-serif" dir={turn(text)}>
            <Words of={text} />
          </p>
        </div>
      ));
    case "facts":
      return (
        <dl className="grid gap-x-5 sm:grid-cols-[fit-content(45%)_minmax(0,1fr)] sm:gap-y-1">
          {block.rows.map(({ label, value }) => (
            <div key={label} className="contents">
              <dt className="text-ink-muted">{label}</dt>
              <dd className="max-sm:mb-1.5">
                <Words of={value} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case "quotation":
      return (
        <blockquote className="border-s-2 border-line-strong ps-4">
          <p className="font-serif" dir={turn(block.text)}>
            <Words of={block.text} />
          </p>
          <p className="text-meta text-ink-muted">
            <Words of={block.source} />
          </p>
          {block.grade && (
            <p className="text-meta text-ink-muted">
              <span className="me-1 rounded-sm border border-line-strong px-1 font-semibold">
                {block.grade.letter}
              </span>{" "}
              {block.grade.words}
            </p>
          )}
        </blockquote>
      );
    case "table":
      return <PaperTable of={block} />;
    // A code stands on paper alone, and a screen has no pages.
    case "code":
    case "break":
      return null;
  }
}

/** In a narrow place its rows stand as blocks, where each cell calls its column by name. */
function PaperTable({ of: { caption, head, rows } }: { of: Extract<Block, { kind: "table" }> }) {
  return (
    <div className="@container">
      <table className="w-full border-collapse text-meta @max-[34rem]:block">
        <caption className="pb-1 text-start font-semibold @max-[34rem]:block @max-[34rem]:border-b-2 @max-[34rem]:border-ink">
          {caption}
        </caption>
        <thead className="@max-[34rem]:sr-only">
          <tr>
            {head.map((cell) => (
              <th
                key={cell}
                scope="col"
                className="border-b-2 border-ink py-1.5 pe-3 text-start align-top text-ink-muted"
              >
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="@max-[34rem]:block">
          {rows.map((row, at) => (
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: a table is drawn whole.
              key={at}
              className="border-b border-line @max-[34rem]:block @max-[34rem]:py-2"
            >
              {row.map((cell, place) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                  key={place}
                  data-column={head[place]}
                  className={`py-1.5 pe-3 align-top wrap-anywhere @max-[34rem]:py-0.5 ${
                    place === 0
                      ? "@max-[34rem]:block @max-[34rem]:font-semibold"
                      : cell.every(({ text }) => text === "")
                        ? "@max-[34rem]:hidden"
                        : "gap-x-3 before:text-ink-muted @max-[34rem]:grid @max-[34rem]:grid-cols-[7rem_minmax(0,1fr)] @max-[34rem]:before:content-[attr(data-column)]"
                  }`}
                >
                  <span>
                    <Words of={cell} />
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Items({ of: items, numbered }: { of: readonly Rich[]; numbered?: boolean }) {
  return items.map((item, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a list is drawn whole.
    <li key={at}>
      {numbered && `${numberOf(at)} `}
      <Words of={item} />
    </li>
  ));
}

function Words({ of: text }: { of: Rich }) {
  return text.map(({ language, strong, text: words }, at) => {
    const As = strong ? "strong" : "span";
    return (
      <As
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces stand in their order.
        key={at}
        lang={language}
        dir={language && (isRightToLeft(language) ? "rtl" : "ltr")}
      >
        {words}
      </As>
    );
  });
}
