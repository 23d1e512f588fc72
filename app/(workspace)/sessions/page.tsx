import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { SessionRows } from "@/components/sessions/session-rows";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { CalendarDays, Plus } from "@/components/ui/icons";
import { Section } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { forums } from "@/db/reference/words";
import { requireActor } from "@/lib/auth/actor";
import { canAddSession } from "@/lib/sessions/permissions";
import { type ListedSession, listSessions } from "@/lib/sessions/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sessions");
  return { title: t("documentTitle") };
}

const shownPast = 12;

/** The occasions on which a State can raise a case: on and ahead, and past. */
export default async function SessionsPage({ searchParams }: PageProps<"/sessions">) {
  const actor = await requireActor();
  const { forum, past } = await searchParams;
  const chosen = forums.find((one) => one === forum);
  const [t, sessions] = await Promise.all([
    getTranslations("sessions"),
    listSessions(actor, { forum: chosen }),
  ]);
  const row = (session: ListedSession) => ({
    ...session,
    isOwn: session.orgId === actor.organisationId,
  });
  const address = (query: Record<string, string>) =>
    `/sessions?${new URLSearchParams(query)}` as Route;
  // One's own stay in sight, however long ago they were.
  const shown = sessions.past.filter(
    (session, index) => past === "all" || index < shownPast || session.orgId !== null,
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("intro")}
        actions={
          <>
            <ButtonLink href={"/calendar" as Route} icon={CalendarDays}>
              {t("toCalendar")}
            </ButtonLink>
            {canAddSession(actor) && (
              <ButtonLink href={"/sessions/new" as Route} look="primary" icon={Plus}>
                {t("add")}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="mb-6 max-w-full overflow-x-auto">
        <SegmentedLinks
          label={t("filter.label")}
          options={[
            { href: "/sessions" as Route, label: t("filter.all"), current: !chosen },
            ...forums.map((one) => ({
              href: address({ forum: one }),
              label: t(`forum.${one}`),
              current: one === chosen,
            })),
          ]}
        />
      </div>
      <div className="flex flex-col gap-8">
        <Section title={t("ahead")} count={sessions.ahead.length}>
          {sessions.ahead.length > 0 ? (
            <SessionRows sessions={sessions.ahead.map(row)} />
          ) : (
            <EmptyState title={t("emptyAhead")} />
          )}
        </Section>
        <Section title={t("past")} count={sessions.past.length}>
          {shown.length > 0 ? (
            <SessionRows sessions={shown.map(row)} />
          ) : (
            <EmptyState title={t("emptyPast")} />
          )}
          {shown.length < sessions.past.length && (
            <p className="pt-3">
              <Link
                href={address({ ...(chosen && { forum: chosen }), past: "all" })}
                prefetch={false}
                className="link target"
              >
                {t("showAllPast", { count: sessions.past.length })}
              </Link>
            </p>
          )}
        </Section>
      </div>
    </>
  );
}
