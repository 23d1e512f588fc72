import type { AlertLanguage } from "@/db/reference/words";
import { directionOf } from "@/lib/alerts/alert";
import { type LanguageText, writtenSections } from "@/lib/editions/edition";
import { editionWords } from "@/lib/editions/words";
import { TextBlocks, type TextWords } from "./text-blocks";
import "./text.css";

/**
 * One language of an alert, to be read: its title and the sections that have words, with headings in its own language
 * and in its own direction. `titleAs` is null where the page has the title already.
 */
export function AlertText({
  of: text,
  language,
  person,
  titleAs: Title = "h2",
  sectionAs: Heading = "h3",
  look = "flow",
}: {
  of: LanguageText;
  language: AlertLanguage;
  person?: TextWords["person"];
  titleAs?: "h1" | "h2" | "h3" | "p" | null;
  sectionAs?: "h2" | "h3" | "h4";
  /** `page` sets the headings in a column of their own where there is room. */
  look?: "flow" | "page";
}) {
  const words = editionWords[language];
  const below = { h2: "h3", h3: "h4", h4: "h5" } as const;
  const known = { forum: words.forum, heading: below[Heading], ...(person && { person }) };
  return (
    <article
      lang={language}
      dir={directionOf(language)}
      className="alert-text"
      data-look={look}
      data-written=""
    >
      {Title && text.title && <Title className="alert-title">{text.title}</Title>}
      {writtenSections(text).map(({ name, node }) => (
        <section key={name}>
          <Heading className="alert-heading">{words.section[name]}</Heading>
          <div className="alert-words">
            <TextBlocks of={node} words={known} />
          </div>
        </section>
      ))}
    </article>
  );
}
