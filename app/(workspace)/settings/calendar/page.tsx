import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AddressForm } from "@/components/calendar/address-form";
import { Notice } from "@/components/ui/notice";
import { requireActor } from "@/lib/auth/actor";
import { endFeed, makeFeed } from "@/lib/calendar/actions";
import { findFeed } from "@/lib/calendar/feed-access";
import { writeMoment } from "@/lib/i18n/moment";
import { getFormats } from "@/lib/i18n/request-formats";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("documentTitle") };
}

/** The secret address of the actor's own calendar: made, renewed, ended. */
export default async function CalendarSettingsPage() {
  const actor = await requireActor();
  const [t, formats, feed] = await Promise.all([
    getTranslations("calendar.address"),
    getFormats(),
    findFeed(actor),
  ]);
  const write = (at: Date) => writeMoment(at, actor.timeZone, formats);
  return (
    <div className="flex flex-col gap-5">
      <p className="max-w-measure text-ink-muted">
        {t.rich("lead", {
          organisation: () => <bdi data-written="">{actor.organisationName}</bdi>,
        })}
      </p>
      <Notice tone="caution" title={t("caution")} />
      <AddressForm
        make={makeFeed}
        end={endFeed}
        since={feed && write(feed.createdAt)}
        lastRead={feed?.lastReadAt ? write(feed.lastReadAt) : null}
      />
    </div>
  );
}
