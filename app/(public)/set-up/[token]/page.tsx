import type { Metadata, Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { SetUpForm } from "@/components/sign-in/set-up-form";
import { ButtonLink } from "@/components/ui/button";
import { isSetUpOpen } from "@/lib/auth/set-up-link";
import { availableLocales, localeByTag } from "@/lib/i18n/locales";
import { setUp } from "@/lib/set-up/actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("setUp");
  return { title: t("documentTitle") };
}

export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [t, tag, isOpen] = await Promise.all([
    getTranslations("setUp"),
    getLocale(),
    isSetUpOpen(token),
  ]);
  if (!isOpen) {
    return (
      <>
        <h1 className="mb-4">{t("closed.title")}</h1>
        <p className="mb-6">{t("closed.text")}</p>
        <ButtonLink href={"/sign-in" as Route}>{t("closed.signIn")}</ButtonLink>
      </>
    );
  }
  const locales = availableLocales().map(({ code, name }) => ({ code, name }));
  return (
    <Messages of={["setUp", "signIn", "forms"]}>
      <h1 className="mb-2">{t("title")}</h1>
      <p className="mb-6 text-ink-muted">{t("lead")}</p>
      <SetUpForm action={setUp} token={token} locales={locales} locale={localeByTag(tag).code} />
    </Messages>
  );
}
