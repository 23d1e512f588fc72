import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HearingsForm } from "@/components/settings/hearings-form";
import { Notice } from "@/components/ui/notice";
import { requireActor } from "@/lib/auth/actor";
import { canSendMail } from "@/lib/mail/send-letter";
import { keepHearings } from "@/lib/notices/actions";
import { findHearings } from "@/lib/notices/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("documentTitle") };
}

/** How the actor hears of what concerns them, in the organisation that they work for now. */
export default async function NoticesPage() {
  const actor = await requireActor();
  const [t, hearings] = await Promise.all([
    getTranslations("notices.choices"),
    findHearings(actor),
  ]);
  return (
    <div className="flex flex-col gap-5">
      <p className="max-w-measure text-ink-muted">
        {t.rich("lead", {
          organisation: () => <bdi data-written="">{actor.organisationName}</bdi>,
        })}
      </p>
      {canSendMail() ? (
        <p className="max-w-measure text-ink-muted">{t("mails")}</p>
      ) : (
        <Notice title={t("noMail")}>{t("noMailText")}</Notice>
      )}
      <HearingsForm action={keepHearings} hearings={hearings} />
    </div>
  );
}
