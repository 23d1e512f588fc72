import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OutsideAccountForm } from "@/components/settings/outside-account-form";
import { PasswordForm } from "@/components/settings/password-form";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { csrfToken } from "@/lib/auth/cookie";
import { env } from "@/lib/env";
import { changePassword } from "@/lib/people/actions";
import { findOwnDetails } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("documentTitle") };
}

export default async function PasswordPage() {
  const actor = await requireActor();
  const [t, details] = await Promise.all([
    getTranslations("settings.password"),
    findOwnDetails(actor),
  ]);
  return (
    <div className="flex flex-col gap-8">
      <PasswordForm action={changePassword} email={details?.email ?? ""} />
      {env().oidc && (
        <Panel title={t("outside.title")}>
          <OutsideAccountForm csrfToken={await csrfToken()} />
        </Panel>
      )}
    </div>
  );
}
