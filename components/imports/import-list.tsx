import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "@/components/ui/panel";
import type { ImportEvent } from "@/lib/imports/import";

/** Sheets that were brought before, the latest first. */
export function ImportList({
  imports,
  when,
}: {
  imports: ImportEvent[];
  when: (at: string) => string;
}) {
  const t = useTranslations("imports.before");
  return (
    <Panel title={t("title")} flush>
      {imports.length === 0 ? (
        <p className="p-4 text-ink-muted">{t("none")}</p>
      ) : (
        <ul>
          {imports.map((one) => (
            <li key={one.id} className="border-b border-line px-4 py-3 last:border-b-0">
              <Link
                href={`/commitments/import/${one.id}` as Route}
                className="link target font-semibold"
              >
                <bdi>{one.fileName || t(one.source === "block" ? "pasted" : "file")}</bdi>
              </Link>
              <p className="text-meta text-ink-muted">
                {one.isMine ? t("byYou") : one.byName && t("by", { name: one.byName })},{" "}
                {when(one.at)}
              </p>
              <p className="text-meta">
                {one.status === "draft"
                  ? t("draft")
                  : one.status === "undone"
                    ? t("undone")
                    : t("done", { count: one.setCount, changed: one.changedCount })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
