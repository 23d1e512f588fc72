import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { ReplyRows } from "@/components/guests/reply-rows";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import type { ReplyRow } from "@/lib/guests/guest-link";
import { listSettled, listUnconfirmed, type UnconfirmedReply } from "@/lib/guests/queries";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { stateName } from "@/lib/states/names";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("guests.answers");
  return { title: t("documentTitle") };
}

/** What guests of missions answered to briefs: no State's word until one of us has confirmed it. */
export default async function AnswersPage() {
  const actor = await requireActor();
  const [t, briefs, formats, unconfirmed, settled] = await Promise.all([
    getTranslations("guests.answers"),
    getTranslations("briefs"),
    getFormats(),
    listUnconfirmed(actor),
    listSettled(actor),
  ]);
  const shown = (reply: UnconfirmedReply): ReplyRow => ({
    ...reply,
    state: stateName({ names: reply.stateNames }, actor.locale),
    when: `${formats.day(dayInZone(reply.at, actor.timeZone))}, ${formats.time(reply.at, actor.timeZone)}`,
  });
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("what")}
        breadcrumbs={{
          trail: [{ href: "/briefs" as Route, label: briefs("title") }],
          here: t("title"),
        }}
      />
      <Messages of={["guests", "stages", "forms", "refusals"]}>
        <div className="flex flex-col gap-6">
          <Panel title={t("unconfirmed")} count={unconfirmed.length || undefined} flush>
            {unconfirmed.length === 0 ? (
              <EmptyState title={t("none")} />
            ) : (
              <ReplyRows of={unconfirmed.map(shown)} />
            )}
          </Panel>
          {settled.length > 0 && (
            <Panel title={t("settled")} flush>
              <ReplyRows of={settled.map(shown)} />
            </Panel>
          )}
        </div>
      </Messages>
    </>
  );
}
