import type { ReactNode } from "react";
import type { AlertLanguage, Audience } from "@/db/reference/words";
import { directionOf } from "@/lib/alerts/alert";
import { type LanguageText, writtenSections } from "@/lib/editions/edition";
import { editionDay, editionWords, shortHash } from "@/lib/editions/words";
import { AlertText } from "./alert-text";
import { TextBlocks } from "./text-blocks";
import "./text.css";

export interface SheetEdition {
  content: LanguageText;
  language: AlertLanguage;
  audience: Audience;
  number: number;
  issuedAt: Date;
  /** Empty where it is not named. */
  issuer: string;
  signatories: { name: string; capacity: string }[];
  unnamedSignatories: number;
  /** When the name of one of them was withheld last; null where none was. */
  namesChangedAt: Date | null;
  correction: string;
  hash: string;
}

/**
 * An issued edition as it is read and printed: what is asked first, then the sections, who signed, and what it can be
 * known by. All of it in the edition's own language and direction.
 */
export function EditionSheet({
  of: edition,
  titleAs: Title = "h1",
  before,
  below,
}: {
  of: SheetEdition;
  /** Its own page has it as the one heading of the first level. */
  titleAs?: "h1" | "h2";
  /** Stands above the title: that there is a newer text. */
  before?: ReactNode;
  /** Stands in the footer: how to check the hash, where else it is. */
  below?: ReactNode;
}) {
  const { audience, content, hash, issuedAt, language, number, signatories } = edition;
  const words = editionWords[language];
  const day = editionDay(issuedAt, language);
  const { asks, ...sections } = content.sections;
  const Heading = Title === "h1" ? "h2" : "h3";
  const leads = asks && writtenSections({ title: "", sections: { asks } }).length > 0;
  return (
    <div lang={language} dir={directionOf(language)} className="edition">
      {before}
      <p className="edition-kind" data-written="">
        {words.kind} · {words.audience[audience]} · <time dateTime={dayOf(issuedAt)}>{day}</time>
      </p>
      <Title className="edition-title" data-written="">
        {content.title}
      </Title>
      {edition.issuer && (
        <p className="edition-issuer" data-written="">
          {words.issuer}: <bdi>{edition.issuer}</bdi>
        </p>
      )}
      {edition.correction && (
        <p className="edition-correction" data-written="">
          <strong>{words.correction}:</strong> <bdi>{edition.correction}</bdi>
        </p>
      )}
      {leads && (
        <section className="edition-asks" data-written="">
          <Heading>{words.section.asks}</Heading>
          <div className="alert-words">
            <TextBlocks
              of={asks}
              words={{ forum: words.forum, heading: Title === "h1" ? "h3" : "h4" }}
            />
          </div>
        </section>
      )}
      <AlertText
        of={{ title: "", sections }}
        language={language}
        titleAs={null}
        sectionAs={Heading}
        look="page"
      />
      <section className="edition-signed" data-written="">
        <Heading>{words.signatories}</Heading>
        <div>
          {signatories.length > 0 && (
            <ul>
              {signatories.map(({ name, capacity }) => (
                <li key={`${name} ${capacity}`}>
                  <bdi>{name}</bdi>
                  {capacity && (
                    <span>
                      <bdi>{capacity}</bdi>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
          {edition.unnamedSignatories > 0 && (
            <p>{words.unnamed(edition.unnamedSignatories, signatories.length > 0)}</p>
          )}
          {signatories.length === 0 && edition.unnamedSignatories === 0 && (
            <p>{words.nobodySigned}</p>
          )}
          {edition.namesChangedAt && (
            <p>{words.namesChanged(editionDay(edition.namesChangedAt, language))}</p>
          )}
        </div>
      </section>
      <footer className="edition-foot">
        <p data-written="">
          {words.edition(number)} · {words.hash}{" "}
          <span className="edition-hash" dir="ltr" title={hash}>
            {shortHash(hash)}
          </span>
        </p>
        {below}
      </footer>
    </div>
  );
}

const dayOf = (at: Date) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Zurich", dateStyle: "short" }).format(at);
