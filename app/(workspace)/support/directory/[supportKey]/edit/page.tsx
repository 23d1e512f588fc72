import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { EntryForm } from "@/components/support/entry-form";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { canKeepDirectory } from "@/lib/support/directory/permissions";
import { findEntry } from "@/lib/support/directory/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("support.documentTitle");
  return { title: t("directory") };
}

export default async function EditEntryPage({
  params,
}: {
  params: Promise<{ supportKey: string }>;
}) {
  const actor = await requireActor();
  const entry = canKeepDirectory(actor) ? await findEntry(actor, (await params).supportKey) : null;
  if (!entry) {
    notFound();
  }
  const t = await getTranslations("support");
  const title = t(entry.shipped ? "directory.edit" : "directory.editOwn");
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/support" as Route, label: t("title") },
            { href: "/support/directory" as Route, label: t("directory.title") },
            { href: `/support/directory/${entry.key}` as Route, label: entry.name },
          ],
          here: title,
        }}
        title={title}
        {...(entry.shipped && { description: t("directory.editIntro") })}
      />
      <Messages of={["support", "forms", "refusals", "dates"]}>
        <EntryForm entry={entry} today={dayInZone(new Date(), actor.timeZone)} />
      </Messages>
    </>
  );
}
