import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ActivityList } from "@/components/activity/activity-list";
import { PageHeader } from "@/components/layout/page-header";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { listActivity } from "@/lib/activity/queries";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("activity");
  return { title: t("documentTitle") };
}

/** What changed in the organisation, page by page, as far as the reader may see it. */
export default async function ActivityPage({ searchParams }: PageProps<"/activity">) {
  const actor = await requireActor();
  const { before } = await searchParams;
  const cursor = typeof before === "string" ? before : undefined;
  const [t, page, states] = await Promise.all([
    getTranslations("activity"),
    listActivity(actor, { before: cursor }),
    // What partners shared may speak of Example States that this organisation has not loaded.
    listStates({ ...actor, hasExample: true }),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("intro")} />
      <Panel>
        {page.rows.length === 0 ? (
          <EmptyState title={t("empty")} />
        ) : (
          <ActivityList
            rows={page.rows}
            stateNames={Object.fromEntries(
              states.map((state) => [state.code, stateName(state, actor.locale)]),
            )}
            today={dayInZone(new Date(), actor.timeZone)}
            timeZone={actor.timeZone}
          />
        )}
      </Panel>
      <nav aria-label={t("title")} className="mt-4 flex gap-2 print:hidden">
        {cursor && (
          <Link
            href={"/activity" as Route}
            prefetch={false}
            className={buttonClasses({ size: "small" })}
          >
            {t("newestPage")}
          </Link>
        )}
        {page.next && (
          <Link
            href={`/activity?before=${page.next}` as Route}
            prefetch={false}
            rel="next"
            className={buttonClasses({ size: "small" })}
          >
            {t("olderPage")}
          </Link>
        )}
      </nav>
    </>
  );
}
