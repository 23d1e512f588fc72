import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AgendaList } from "@/components/calendar/agenda-list";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { CalendarPlus } from "@/components/ui/icons";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { requireActor } from "@/lib/auth/actor";
import { monthAfter } from "@/lib/calendar/agenda";
import { findAgenda } from "@/lib/calendar/agenda-queries";
import { canPlan } from "@/lib/deadlines/permissions";
import { dayInZone } from "@/lib/i18n/format";
import { namesOfStates } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("calendar");
  return { title: t("documentTitle") };
}

const months = 6;
/** Nobody pages beyond what the sessions of the field can reach. */
const aMonth = /^20\d\d-(0[1-9]|1[0-2])$/;

/** What is coming, month by month: sessions, what is due for them, and what is to be done before. */
export default async function CalendarPage({ searchParams }: PageProps<"/calendar">) {
  const actor = await requireActor();
  const asked = await searchParams;
  const today = dayInZone(new Date(), actor.timeZone);
  const current = today.slice(0, 7);
  const from = typeof asked.from === "string" && aMonth.test(asked.from) ? asked.from : current;
  const mine = asked.steps === "mine";
  const [t, agenda, states] = await Promise.all([
    getTranslations("calendar"),
    findAgenda(actor, { from, months, mine }),
    listStates({ ...actor, hasExample: true }),
  ]);
  const address = (month: string, isMine = mine) => {
    const query = new URLSearchParams({
      ...(month !== current && { from: month }),
      ...(isMine && { steps: "mine" }),
    });
    return (query.size > 0 ? `/calendar?${query}` : "/calendar") as Route;
  };
  return (
    <Messages of={["forms", "refusals"]}>
      <PageHeader
        title={t("title")}
        description={t("intro")}
        actions={
          <ButtonLink href={"/settings/calendar" as Route} icon={CalendarPlus}>
            {t("subscribe")}
          </ButtonLink>
        }
      />
      <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <SegmentedLinks
          label={t("filter.label")}
          options={[
            { href: address(from, false), label: t("filter.all"), current: !mine },
            { href: address(from, true), label: t("filter.mine"), current: mine },
          ]}
        />
        <nav aria-label={t("months.label")} className="flex flex-wrap gap-x-6 gap-y-1">
          <Link href={address(monthAfter(from, -months))} prefetch={false} className="link target">
            {t("months.earlier")}
          </Link>
          {from !== current && (
            <Link href={address(current)} prefetch={false} className="link target">
              {t("months.now")}
            </Link>
          )}
          <Link href={address(monthAfter(from, months))} prefetch={false} className="link target">
            {t("months.later")}
          </Link>
        </nav>
      </div>
      <AgendaList
        agenda={agenda}
        stateNames={namesOfStates(states, actor.locale)}
        reader={{ today, timeZone: actor.timeZone, membershipId: actor.membershipId }}
        mayPlan={canPlan(actor)}
      />
    </Messages>
  );
}
