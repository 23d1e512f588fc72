"use client";

import errors from "@/lib/i18n/messages/en/errors.json";
import "./globals.css";

/** The last resort, when the layout itself fails: no provider is left, so the English words stand here. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  const { documentTitle, title, text, retry } = errors.page;
  return (
    <html lang="en">
      <head>
        <title>{documentTitle}</title>
      </head>
      <body>
        <main className="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-4 px-4">
          <h1>{title}</h1>
          <p className="text-body text-ink-muted">{text}</p>
          <button type="button" onClick={reset} className="link">
            {retry}
          </button>
        </main>
      </body>
    </html>
  );
}
