import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { LoadExampleForm } from "@/components/sign-in/load-example-form";
import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { loadExample } from "@/lib/example/actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("setUp.welcome");
  return { title: t("documentTitle") };
}

/** After the set-up: with the example or without. */
export default async function WelcomePage() {
  const actor = await requireActor();
  if (actor.role !== "administrator" || actor.hasExample) {
    redirect("/" as Route);
  }
  const t = await getTranslations("setUp.welcome");
  return (
    <Messages of={["setUp", "forms", "refusals"]}>
      <h1 className="mb-2">
        <bdi>{t("title", { name: actor.personName })}</bdi>
      </h1>
      <p className="mb-6 text-ink-muted">{t("lead")}</p>
      <div className="flex flex-col gap-4">
        <Panel title={t("example.title")}>
          <p className="mb-4">{t("example.text")}</p>
          <LoadExampleForm action={loadExample} />
        </Panel>
        <Panel title={t("empty.title")}>
          <p className="mb-4">{t("empty.text")}</p>
          <ButtonLink href={"/" as Route}>{t("empty.submit")}</ButtonLink>
        </Panel>
      </div>
    </Messages>
  );
}
