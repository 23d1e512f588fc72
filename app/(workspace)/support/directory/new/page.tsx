import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { EntryForm } from "@/components/support/entry-form";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { canKeepDirectory } from "@/lib/support/directory/permissions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("support.documentTitle");
  return { title: t("directory") };
}

export default async function AddEntryPage() {
  const actor = await requireActor();
  if (!canKeepDirectory(actor)) {
    notFound();
  }
  const t = await getTranslations("support");
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/support" as Route, label: t("title") },
            { href: "/support/directory" as Route, label: t("directory.title") },
          ],
          here: t("directory.add"),
        }}
        title={t("directory.add")}
        description={t("directory.addIntro")}
      />
      <Messages of={["support", "forms", "refusals", "dates"]}>
        <EntryForm today={dayInZone(new Date(), actor.timeZone)} />
      </Messages>
    </>
  );
}
