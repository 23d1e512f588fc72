import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/forms/action-form";
import { PageHeader } from "@/components/layout/page-header";
import { OwnWords } from "@/components/support/directory-rows";
import { EntryFacts } from "@/components/support/entry-facts";
import { StatusBadge } from "@/components/support/status-badge";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Pencil } from "@/components/ui/icons";
import { requireActor } from "@/lib/auth/actor";
import {
  checkSupportEntry,
  restoreSupportEntry,
  retireSupportEntry,
} from "@/lib/support/directory/actions";
import { canKeepDirectory } from "@/lib/support/directory/permissions";
import { findEntry } from "@/lib/support/directory/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("support.documentTitle");
  return { title: t("directory") };
}

/** One support organisation: the shipped facts, and what one's own organisation knows better. */
export default async function EntryPage({ params }: { params: Promise<{ supportKey: string }> }) {
  const actor = await requireActor();
  const entry = (await findEntry(actor, (await params).supportKey)) ?? notFound();
  const t = await getTranslations("support");
  const mayKeep = canKeepDirectory(actor);
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/support" as Route, label: t("title") },
            { href: "/support/directory" as Route, label: t("directory.title") },
          ],
          here: entry.name,
        }}
        title={<span dir="auto">{entry.name}</span>}
        description={
          <span className="flex flex-wrap gap-2">
            <StatusBadge status={entry.status} note={entry.statusNote} />
            <OwnWords of={entry} />
            {entry.isRetired && <Badge>{t("directory.retired")}</Badge>}
          </span>
        }
        actions={
          mayKeep && (
            <ButtonLink href={`/support/directory/${entry.key}/edit` as Route} icon={Pencil}>
              {t(entry.shipped ? "directory.edit" : "directory.editOwn")}
            </ButtonLink>
          )
        }
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <EntryFacts of={entry} />
        <p className="text-meta text-ink-muted">{t("directory.notEndorsed")}</p>
        {mayKeep && (
          <ActionForm
            action={checkSupportEntry}
            hidden={{ key: entry.key }}
            submit={t("directory.check")}
            saved={t("directory.checkedNow")}
            look="secondary"
          />
        )}
        {mayKeep && !entry.shipped && (
          <ActionForm
            action={entry.isRetired ? restoreSupportEntry : retireSupportEntry}
            hidden={{ key: entry.key }}
            submit={t(entry.isRetired ? "directory.restore" : "directory.retire")}
            size="small"
            look="quiet"
          >
            {!entry.isRetired && (
              <p className="text-meta text-ink-muted">{t("directory.retireHint")}</p>
            )}
          </ActionForm>
        )}
      </div>
    </>
  );
}
