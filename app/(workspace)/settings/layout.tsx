import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { SettingsTabs } from "@/components/settings/settings-tabs";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const [t, notices, calendar] = await Promise.all([
    getTranslations("settings"),
    getTranslations("notices.choices"),
    getTranslations("calendar.address"),
  ]);
  const sections = [
    { href: "/settings", label: t("you.section") },
    { href: "/settings/notices", label: notices("section") },
    { href: "/settings/calendar", label: calendar("section") },
    { href: "/settings/password", label: t("password.section") },
    { href: "/settings/sign-ins", label: t("signIns.section") },
    { href: "/settings/organisation", label: t("organisation.section") },
    { href: "/settings/members", label: t("members.section") },
  ];
  return (
    <Messages of={["settings", "signIn.faults", "calendar.address", "forms", "refusals"]}>
      <PageHeader title={t("title")} />
      <SettingsTabs label={t("sections")} sections={sections} />
      <div className="max-w-3xl pt-6">{children}</div>
    </Messages>
  );
}
