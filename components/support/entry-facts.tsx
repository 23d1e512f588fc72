import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Panel } from "@/components/ui/panel";
import { Sources } from "@/components/ui/sources";
import { supportKindGroups } from "@/db/reference/support-words";
import { useFormats } from "@/lib/i18n/formats";
import type { DirectoryEntry, EntryFact } from "@/lib/support/directory/entry";
import { Checked } from "./checked";
import { Contact } from "./contact";
import { Where } from "./directory-rows";
import { useLanguageNames } from "./use-language-names";

/** Every fact of an entry, unknown ones said to be unknown; below a corrected one stands what was shipped. */
export function EntryFacts({ of: entry }: { of: DirectoryEntry }) {
  const t = useTranslations("support");
  const words = useTranslations("support.directory");
  const languageOf = useLanguageNames();
  const { list } = useFormats();
  // Some of them hold a comma or an "and" of their own.
  const kindsOf = (kinds: DirectoryEntry["kinds"]) =>
    kinds.map((kind) => t(`kinds.${kind}`)).join(" · ");
  const statusIn = ({ status, statusNote }: Pick<DirectoryEntry, "status" | "statusNote">) =>
    [t(`statuses.${status}`), statusNote].filter(Boolean).join(" · ");
  const languagesOf = (codes: readonly string[]) => list(codes.map((code) => languageOf(code)));
  const shipped: Partial<Record<EntryFact, string>> = entry.shipped
    ? {
        name: entry.shipped.name,
        kinds: kindsOf(entry.shipped.kinds),
        languages: languagesOf(entry.shipped.languages),
        status: statusIn(entry.shipped),
        statusNote: statusIn(entry.shipped),
        securePage: entry.shipped.securePage,
      }
    : {};
  const before = (fact: EntryFact) =>
    entry.own?.says.includes(fact) && entry.shipped ? (shipped[fact] ?? "") : null;
  return (
    <Panel>
      <dl className="grid gap-4">
        <Fact name={words("checked")}>
          <Checked of={entry} isLabelled />
        </Fact>
        <Fact name={words("status")} before={before("status") ?? before("statusNote")}>
          {statusIn(entry)}
        </Fact>
        <Fact name={words("kinds")} before={before("kinds")}>
          {entry.kinds.length > 0 ? (
            <ul>
              {supportKindGroups
                .map(({ group, kinds }) => ({
                  group,
                  given: kinds.filter((kind) => entry.kinds.includes(kind)),
                }))
                .filter(({ given }) => given.length > 0)
                .map(({ group, given }) => (
                  <li key={group}>
                    <span className="text-ink-muted">{t(`groups.${group}`)}:</span> {kindsOf(given)}
                  </li>
                ))}
            </ul>
          ) : null}
        </Fact>
        <Fact name={words("regions")} before={before("regions")}>
          <Where of={entry} />
        </Fact>
        <Fact name={words("languages")} before={before("languages")}>
          {languagesOf(entry.languages)}
        </Fact>
        <Fact name={words("eligibility")}>{entry.eligibility}</Fact>
        <Fact name={words("lineLabel")}>{entry.line && <Contact at={entry.line} />}</Fact>
        <Fact name={words("securePage")} before={before("securePage")}>
          {entry.securePage && <Contact at={entry.securePage} />}
        </Fact>
        {entry.website && (
          <Fact name={words("website")}>
            <Sources of={[entry.website]} label={entry.website} />
          </Fact>
        )}
        {entry.note && (
          <Fact name={words("note")}>
            <span data-written="">{entry.note}</span>
          </Fact>
        )}
        {entry.sources.length > 0 && (
          <Fact name={words("sources")}>
            <Sources of={entry.sources} />
          </Fact>
        )}
        {entry.own?.source && (
          <Fact name={words("ownSource")}>
            <Contact at={entry.own.source} />
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

function Fact({
  name,
  before = null,
  children,
}: {
  name: string;
  /** What the shipped record says, where one's organisation says something else. */
  before?: string | null;
  children: ReactNode;
}) {
  const t = useTranslations("support.directory");
  return (
    <div>
      <dt className="text-meta text-ink-muted">{name}</dt>
      <dd dir="auto" className="max-w-prose break-words whitespace-pre-line">
        {children || <span className="text-ink-muted">{t("nothing")}</span>}
      </dd>
      {before !== null && (
        <dd className="text-meta text-ink-muted">
          {t("shippedSays", { value: before || t("nothing") })}
        </dd>
      )}
    </div>
  );
}
