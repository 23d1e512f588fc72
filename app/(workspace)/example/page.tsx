import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/forms/action-form";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { Trash } from "@/components/ui/icons";
import { requireActor } from "@/lib/auth/actor";
import { removeExample } from "@/lib/example/actions";
import { canRemoveExample } from "@/lib/example/permissions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: t("example") };
}

/** Where the banner leads: what goes, what stays, one press. */
export default async function ExamplePage() {
  const actor = await requireActor();
  if (!actor.hasExample) {
    redirect("/");
  }
  if (!canRemoveExample(actor)) {
    notFound();
  }
  const t = await getTranslations("today.example");
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="flex max-w-measure flex-col gap-4">
        <p>{t("goes")}</p>
        <p>{t("stays")}</p>
        <Messages of={["forms", "refusals"]}>
          <ActionForm action={removeExample} look="danger" icon={Trash} submit={t("remove")} />
        </Messages>
      </div>
    </>
  );
}
