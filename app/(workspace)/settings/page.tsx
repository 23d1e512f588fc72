import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PreferencesForm } from "@/components/settings/preferences-form";
import { themes } from "@/db/reference/words";
import { requireActor } from "@/lib/auth/actor";
import { availableLocales } from "@/lib/i18n/locales";
import { keepPreferences } from "@/lib/people/actions";
import { timeZones, zoneOfToday } from "@/lib/people/time-zones";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("documentTitle") };
}

export default async function SettingsPage() {
  const { personName: name, locale, timeZone, theme, lowData } = await requireActor();
  return (
    <PreferencesForm
      action={keepPreferences}
      person={{ name, locale, timeZone: zoneOfToday(timeZone), theme, lowData }}
      locales={availableLocales().map(({ code, name: own }) => ({ code, name: own }))}
      timeZones={timeZones()}
      themes={themes}
    />
  );
}
