import { useTranslations } from "next-intl";
import { useFormats } from "@/lib/i18n/formats";
import type { DirectoryEntry } from "@/lib/support/directory/entry";
import { Checked } from "./checked";
import { Contact } from "./contact";
import { StatusBadge } from "./status-badge";
import { useLanguageNames } from "./use-language-names";

/** What one needs of an organisation at the moment of asking it: whether it runs, how it is reached, in which languages. */
export function OrganisationWays({ of: entry }: { of: DirectoryEntry }) {
  const t = useTranslations("support.directory");
  const languageOf = useLanguageNames();
  const { list } = useFormats();
  const facts = [
    { name: t("status"), value: <StatusBadge status={entry.status} note={entry.statusNote} /> },
    { name: t("securePage"), value: entry.securePage && <Contact at={entry.securePage} /> },
    { name: t("lineLabel"), value: entry.line && <Contact at={entry.line} /> },
    { name: t("languages"), value: list(entry.languages.map((code) => languageOf(code))) },
    { name: t("checked"), value: <Checked of={entry} isLabelled /> },
  ];
  return (
    <dl className="mb-3 grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
      {facts.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-meta text-ink-muted">{name}</dt>
          <dd dir="auto" className="break-words max-sm:mb-2">
            {value || <span className="text-ink-muted">{t("nothing")}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
