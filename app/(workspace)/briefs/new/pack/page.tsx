import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PackForm } from "@/components/briefs/pack-form";
import { PackStart } from "@/components/briefs/pack-start";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { beginnings, readSelected } from "@/lib/briefs/packs/pack";
import { packChoices } from "@/lib/briefs/packs/queries";
import { canWriteBriefs } from "@/lib/briefs/written/permissions";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";
import { sessionsToWriteFor } from "@/lib/sessions/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("packs");
  return { title: t("documentTitle") };
}

/** About which cases, for which missions, in which words: what a pack is made from. */
export default async function NewPackPage({ searchParams }: PageProps<"/briefs/new/pack">) {
  const actor = await requireActor();
  if (!canWriteBriefs(actor)) {
    notFound();
  }
  const asked = await searchParams;
  const begin = beginnings.find((one) => one === asked.begin) ?? "none";
  const selected = readSelected(asked);
  const [t, briefs, locale, { sessions, session }] = await Promise.all([
    getTranslations("packs"),
    getTranslations("briefs"),
    getLocale(),
    sessionsToWriteFor(actor, typeof asked.session === "string" ? asked.session : ""),
  ]);
  const choices = session && (await packChoices(actor, session.id, begin, selected));
  return (
    <Messages of={["packs", "briefs.write", "briefs.make", "alerts.language", "forms", "refusals"]}>
      <PageHeader
        title={t("title")}
        breadcrumbs={{
          trail: [{ href: "/briefs" as Route, label: briefs("title") }],
          here: t("documentTitle"),
        }}
        description={t("intro")}
      />
      {!session || !choices ? (
        <Panel flush>
          <EmptyState title={t("noSession")} />
        </Panel>
      ) : choices.cases.length === 0 ? (
        <Notice tone="info" title={t("noCases")} />
      ) : (
        <>
          <PackStart sessions={sessions} sessionId={session.id} begin={begin} selected={selected} />
          {choices.left > 0 && (
            <Notice tone="caution" title={t("casesLeft", { count: choices.left })} />
          )}
          <PackForm
            key={`${session.id} ${begin}`}
            sessionId={session.id}
            cases={choices.cases}
            chosen={choices.chosen}
            missions={choices.missions}
            own={paperLanguageOf(locale)}
          />
        </>
      )}
    </Messages>
  );
}
