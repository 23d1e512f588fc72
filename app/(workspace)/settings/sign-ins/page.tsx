import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignInsList } from "@/components/settings/sign-ins-list";
import { signOutElsewhere, signOutThere } from "@/lib/auth/actions";
import { requireActor } from "@/lib/auth/actor";
import { readDevice } from "@/lib/auth/device-label";
import { listSignIns } from "@/lib/auth/sign-ins";
import { writeMoment } from "@/lib/i18n/moment";
import { getFormats } from "@/lib/i18n/request-formats";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("documentTitle") };
}

export default async function SignInsPage() {
  const actor = await requireActor();
  const [t, formats, signIns] = await Promise.all([
    getTranslations("settings.signIns"),
    getFormats(),
    listSignIns(actor),
  ]);
  return (
    <>
      <p className="mb-4 text-ink-muted">{t("lead")}</p>
      <SignInsList
        signIns={signIns.map(({ id, device, createdAt, lastSeenAt, isCurrent }) => ({
          id,
          device: readDevice(device),
          since: writeMoment(createdAt, actor.timeZone, formats),
          lastSeen: formats.time(lastSeenAt, actor.timeZone),
          isCurrent,
        }))}
        endThere={signOutThere}
        endElsewhere={signOutElsewhere}
      />
    </>
  );
}
