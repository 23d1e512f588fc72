import type { ReactNode } from "react";
import { buttonClasses } from "@/components/ui/button";
import { directionOf } from "@/lib/alerts/alert";
import type { PaperLanguage } from "@/lib/briefs/paper/paper";
import "@/components/alerts/text/public.css";

/** The page around a guest's copy, in the language of the paper: whose it is, until when, and how it is taken along. */
export function GuestFrame({
  language,
  heading,
  about,
  print,
  whether,
  children,
}: {
  language: PaperLanguage;
  heading: string;
  about: readonly string[];
  print: string;
  whether: string;
  children: ReactNode;
}) {
  return (
    <div lang={language} dir={directionOf(language)} data-written="" className="public-page">
      <main id="content" className="public-column flex flex-col gap-6">
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <h1 className="font-serif text-h1 font-semibold">{heading}</h1>
            {about.map((line) => (
              <p key={line} className="text-meta text-ink-muted">
                {line}
              </p>
            ))}
          </div>
          <a
            href="/guest/file"
            download
            className={`${buttonClasses({ look: "secondary" })} print:hidden`}
          >
            {print}
          </a>
        </header>
        {children}
      </main>
      {/* It lies over the whole page and takes no press; see app/guest/still. */}
      <iframe
        src="/guest/still"
        title={whether}
        tabIndex={-1}
        className="pointer-events-none fixed inset-0 size-full border-0"
      />
    </div>
  );
}
