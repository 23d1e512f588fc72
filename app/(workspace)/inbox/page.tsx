import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { InboxList } from "@/components/notices/inbox-list";
import { OnePressForm } from "@/components/settings/one-press-form";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Tabs } from "@/components/ui/tabs";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { settleAll, settleNotice } from "@/lib/notices/actions";
import { filterFrom, type InboxFilter, inboxFilters } from "@/lib/notices/notice";
import { countUnread, listNotices } from "@/lib/notices/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notices");
  return { title: t("documentTitle") };
}

/** What waits for the actor and what they should know: new things first, by day. */
export default async function InboxPage({ searchParams }: PageProps<"/inbox">) {
  const actor = await requireActor();
  const { show: wanted, before, unsigned } = await searchParams;
  const show = filterFrom(wanted);
  const cursor = typeof before === "string" ? before : undefined;
  const [t, refusals, formats, page, unread] = await Promise.all([
    getTranslations("notices"),
    getTranslations("refusals"),
    getFormats(),
    listNotices(actor, { show, before: cursor }),
    countUnread(actor),
  ]);
  const parts = [
    { title: t("unread"), notices: page.rows.filter(({ isRead }) => !isRead) },
    { title: t("read"), notices: page.rows.filter(({ isRead }) => isRead) },
  ].filter(({ notices }) => notices.length > 0);
  const reading = {
    today: dayInZone(new Date(), actor.timeZone),
    timeZone: actor.timeZone,
    settle: settleNotice,
  };
  return (
    <Messages of={["forms", "refusals"]}>
      <PageHeader
        title={t("title")}
        description={t("intro")}
        actions={
          <Link href={"/settings/notices" as Route} prefetch={false} className="link target">
            {t("settings")}
          </Link>
        }
      />
      {unsigned === "closed" && (
        <div className="mb-4">
          <Notice tone="danger" role="alert" title={refusals("noLongerShared")} />
        </div>
      )}
      <Tabs
        label={t("filters.label")}
        tabs={inboxFilters.map((filter) => ({
          href: addressOf(filter),
          label: t(`filters.${filter}`),
          current: filter === show,
          ...(filter === "unread" && unread > 0 && { note: formats.count(unread) }),
        }))}
      />
      <div className="flex flex-col gap-6 pt-6">
        {parts.length === 0 && (
          <Panel flush>
            <EmptyState
              title={t(`empty.${show}`)}
              action={
                show !== "all" && (
                  <Link href={addressOf("all")} prefetch={false} className="link target">
                    {t("showAll")}
                  </Link>
                )
              }
            >
              {show === "all" && t("emptyText")}
            </EmptyState>
          </Panel>
        )}
        {parts.map(({ title, notices }) => (
          <Panel
            key={title}
            title={title}
            flush
            aside={
              notices[0]?.isRead === false && (
                <OnePressForm
                  action={settleAll}
                  fields={{ show, until: page.until }}
                  refused={t("refused")}
                >
                  {t("settleAll")}
                </OnePressForm>
              )
            }
          >
            <InboxList notices={notices} {...reading} />
          </Panel>
        ))}
      </div>
      {(cursor || page.next) && (
        <nav aria-label={t("title")} className="mt-4 flex gap-2 print:hidden">
          {cursor && (
            <Link
              href={addressOf(show)}
              prefetch={false}
              className={buttonClasses({ size: "small" })}
            >
              {t("newest")}
            </Link>
          )}
          {page.next && (
            <Link
              href={addressOf(show, page.next)}
              prefetch={false}
              rel="next"
              className={buttonClasses({ size: "small" })}
            >
              {t("older")}
            </Link>
          )}
        </nav>
      )}
    </Messages>
  );
}

function addressOf(show: InboxFilter, before?: string): Route {
  const asked = new URLSearchParams({
    ...(show !== "all" && { show }),
    ...(before && { before }),
  });
  return `/inbox${asked.size > 0 ? `?${asked}` : ""}` as Route;
}
