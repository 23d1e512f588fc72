import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BringForm } from "@/components/imports/bring-form";
import { ImportList } from "@/components/imports/import-list";
import { momentIn } from "@/components/imports/moment";
import { ImportSteps } from "@/components/imports/steps";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { Notice } from "@/components/ui/notice";
import { requireActor } from "@/lib/auth/actor";
import { getFormats } from "@/lib/i18n/request-formats";
import { unbrought } from "@/lib/imports/bring";
import { canImport } from "@/lib/imports/permissions";
import { listImports } from "@/lib/imports/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("imports");
  return { title: t("documentTitle") };
}

/** The first step: a file or a pasted block, and what was brought before. */
export default async function ImportPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  if (!canImport(actor)) {
    notFound();
  }
  const [params, t, tracker, formats, imports] = await Promise.all([
    searchParams,
    getTranslations("imports"),
    getTranslations("commitments"),
    getFormats(),
    listImports(actor),
  ]);
  const refused = unbrought.find((why) => why === params.refused);
  return (
    <>
      <PageHeader
        title={t("title")}
        breadcrumbs={{
          trail: [{ href: "/commitments" as Route, label: tracker("documentTitle") }],
          here: t("documentTitle"),
        }}
        description={t("intro")}
        actions={<ImportSteps now="bring" />}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {refused && <Notice tone="danger" role="alert" title={t(`refused.${refused}`)} />}
          <Messages of={["imports.bring", "forms"]}>
            <BringForm />
          </Messages>
        </div>
        <ImportList imports={imports} when={momentIn(formats, actor.timeZone)} />
      </div>
    </>
  );
}
