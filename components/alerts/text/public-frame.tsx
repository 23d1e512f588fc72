import type { ReactNode } from "react";
import { type AlertLanguage, alertLanguages } from "@/db/reference/words";
import { directionOf } from "@/lib/alerts/alert";
import { editionWords } from "@/lib/editions/words";
import "./public.css";

/** The page around a public edition: its languages, one column, nothing of the product. */
export function PublicFrame({
  language,
  others,
  children,
}: {
  language: AlertLanguage;
  /** The addresses of the same edition in other languages. */
  others: Partial<Record<AlertLanguage, string>>;
  children: ReactNode;
}) {
  const shown = alertLanguages.filter((one) => one === language || others[one]);
  return (
    <div lang={language} dir={directionOf(language)} className="public-page">
      {shown.length > 1 && (
        <nav aria-label={editionWords[language].languages} className="public-languages">
          <ul>
            {shown.map((one) => (
              <li key={one} lang={one} dir={directionOf(one)}>
                {others[one] ? (
                  <a href={`/editions/${others[one]}`} hrefLang={one} className="link target">
                    {editionWords[one].name}
                  </a>
                ) : (
                  <strong aria-current="page">{editionWords[one].name}</strong>
                )}
              </li>
            ))}
          </ul>
        </nav>
      )}
      <main id="content" className="public-column">
        {children}
      </main>
    </div>
  );
}
