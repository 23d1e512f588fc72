import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { PartnerAnswers } from "@/components/support/coalition/partner-answers";
import { ShownFacts } from "@/components/support/coalition/shown-facts";
import { StateForUs } from "@/components/support/coalition/shown-state";
import { StepList } from "@/components/support/coalition/step-list";
import { ReferralWords } from "@/components/support/referral-words";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { readShownText } from "@/lib/support/shown/actions";
import { findShownToUs } from "@/lib/support/shown/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("coalition.documentTitle");
  return { title: t("one") };
}

/** One request that a partner shows: what is needed, where it stands, and what can be answered. */
export default async function OneShownPage({ params }: { params: Promise<{ shownId: string }> }) {
  const actor = await requireActor();
  const { shownId } = await params;
  const one = await findShownToUs(actor, shownId);
  if (!one) {
    notFound();
  }
  const [t, support] = await Promise.all([
    getTranslations("coalition"),
    getTranslations("support"),
  ]);
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/support" as Route, label: support("title") },
            { href: "/support/shown" as Route, label: t("shown.title") },
          ],
          here: support(`kinds.${one.kind}`),
        }}
        title={support(`kinds.${one.kind}`)}
        description={<bdi>{t("shown.from", { name: one.from })}</bdi>}
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <div className="flex flex-col gap-1">
          <p>
            <StateForUs of={one.state} />
          </p>
          <p className="max-w-measure">
            {one.state === "closed" && one.closedAs
              ? t(`endings.${one.closedAs}`)
              : t(`shown.stateHints.${one.state}`)}
          </p>
        </div>
        <ShownFacts of={one} timeZone={actor.timeZone} />
        <Messages of={["coalition", "support", "forms", "refusals"]}>
          <div className="flex flex-col gap-6">
            {one.isOlder ? (
              <Notice tone="caution" title={t("text.older")}>
                {t("text.olderHint")}
              </Notice>
            ) : one.level === "more" && one.state === "taken" ? (
              <Notice tone="info" title={t("text.elsewhere")}>
                {t("text.elsewhereHint")}
              </Notice>
            ) : one.level === "more" ? (
              <Panel title={t("text.title")}>
                <div className="flex flex-col gap-3">
                  <p className="max-w-measure text-meta text-ink-muted">
                    {t("text.hint")} {t("text.keep")}
                  </p>
                  <ReferralWords ids={{ shownId }} read={readShownText} />
                </div>
              </Panel>
            ) : (
              <p className="text-meta text-ink-muted">{t("shown.outline")}</p>
            )}
            <PartnerAnswers shownId={shownId} state={one.state} others={one.others} />
            <Panel title={t("steps.title")}>
              <StepList of={one.steps} timeZone={actor.timeZone} side="partner" />
            </Panel>
            <p className="max-w-measure text-meta text-ink-muted">{t("shown.ownFile")}</p>
          </div>
        </Messages>
      </div>
    </>
  );
}
