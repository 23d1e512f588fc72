import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { useFormats } from "@/lib/i18n/formats";
import type { DirectoryEntry } from "@/lib/support/directory/entry";
import { Checked } from "./checked";
import { StatusBadge } from "./status-badge";

/** The organisations of the directory, one block each: whether it runs stands before what it gives. */
export function DirectoryRows({ of }: { of: readonly DirectoryEntry[] }) {
  const t = useTranslations("support");
  return (
    <ul className="divide-y divide-line">
      {of.map((entry) => (
        <li key={entry.key} className="px-4 py-3">
          <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ui">
            <Link
              href={`/support/directory/${entry.key}` as Route}
              prefetch={false}
              dir="auto"
              className="target font-semibold hover:underline"
            >
              {entry.name}
            </Link>
            <StatusBadge status={entry.status} note={entry.statusNote} />
            <OwnWords of={entry} />
          </h2>
          <p className="mt-1 max-w-prose">
            {entry.kinds.length > 0 ? (
              entry.kinds.map((kind) => t(`kinds.${kind}`)).join(" · ")
            ) : (
              <span className="text-ink-muted">
                {t("directory.kinds")}: {t("directory.kindsNone")}
              </span>
            )}
          </p>
          <p className="mt-1 flex flex-wrap gap-x-4 text-meta text-ink-muted">
            <Where of={entry} />
            <Checked of={entry} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Says of an entry that one's own organisation wrote it, or something in it; to have checked it is neither. */
export function OwnWords({ of: { own, shipped } }: { of: DirectoryEntry }) {
  const t = useTranslations("support.directory");
  if (!own || (shipped && own.says.length === 0)) {
    return null;
  }
  return <Badge tone="accent">{t(shipped ? "corrected" : "own")}</Badge>;
}

/** Where it works: the shipped record's own words, or the regions that one's organisation chose. */
export function Where({ of: { coverage, regionWords } }: { of: DirectoryEntry }) {
  const t = useTranslations("support");
  const { list } = useFormats();
  if (regionWords) {
    return <bdi data-written="">{regionWords}</bdi>;
  }
  return coverage.whole.length > 0 ? (
    <span>{list(coverage.whole.map((region) => t(`regions.${region}`)))}</span>
  ) : (
    <span className="text-ink-muted">{t("directory.regionsNone")}</span>
  );
}
