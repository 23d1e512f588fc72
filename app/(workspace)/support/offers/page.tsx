import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { OfferForm } from "@/components/support/coalition/offer-form";
import { OfferRows } from "@/components/support/coalition/offer-rows";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { canSupport } from "@/lib/support/offers/permissions";
import { listOffers } from "@/lib/support/offers/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("coalition.documentTitle");
  return { title: t("offers") };
}

/** What each organisation of the coalition gives; one's own can be changed. */
export default async function OffersPage() {
  const actor = await requireActor();
  const [t, support, offers] = await Promise.all([
    getTranslations("coalition"),
    getTranslations("support"),
    listOffers(actor),
  ]);
  const mayChange = canSupport(actor);
  const own = offers.filter(({ isOwn }) => isOwn);
  const others = offers.filter(({ isOwn }) => !isOwn);
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [{ href: "/support" as Route, label: support("title") }],
          here: t("offers.title"),
        }}
        title={t("offers.title")}
        description={t("offers.what")}
        ways={mayChange ? [{ href: "/support/shown", label: t("ways.shown") }] : []}
      />
      <Messages of={["coalition", "support", "forms", "refusals"]}>
        <div className="flex max-w-4xl flex-col gap-6">
          <Panel title={t("offers.ours")} flush>
            {own.length > 0 ? (
              <OfferRows of={own} timeZone={actor.timeZone} mayChange={mayChange} />
            ) : (
              <p className="px-4 py-3 text-ink-muted">{t("offers.oursEmpty")}</p>
            )}
            {mayChange && (
              <div className="border-t border-line px-4 py-3">
                <OfferForm isFirst={own.length === 0} />
              </div>
            )}
          </Panel>
          <Panel title={t("offers.others")} flush>
            {others.length > 0 ? (
              <OfferRows of={others} timeZone={actor.timeZone} mayChange={false} />
            ) : (
              <p className="px-4 py-3 text-ink-muted">{t("offers.othersEmpty")}</p>
            )}
          </Panel>
        </div>
      </Messages>
    </>
  );
}
