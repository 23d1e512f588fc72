import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Again, SignInForm } from "@/components/sign-in/sign-in-form";
import { Notice } from "@/components/ui/notice";
import { currentActor } from "@/lib/auth/actor";
import { readSignInPage } from "@/lib/auth/sign-in-page";

type Search = {
  searchParams: Promise<{
    again?: string | string[];
    to?: string | string[];
    lost?: string | string[];
  }>;
};

const reasons: readonly Again[] = ["password", "busy", "outside", "form"];

export async function generateMetadata({ searchParams }: Search): Promise<Metadata> {
  const [t, forms, { again }] = await Promise.all([
    getTranslations("signIn"),
    getTranslations("forms"),
    searchParams,
  ]);
  const title = t("documentTitle");
  return { title: again ? forms("summary.documentTitle", { title }) : title };
}

export default async function SignInPage({ searchParams }: Search) {
  const { again: asked, to, lost } = await searchParams;
  const again = reasons.find((reason) => reason === asked) ?? null;
  const [actor, t, page] = await Promise.all([
    currentActor(),
    getTranslations("signIn"),
    readSignInPage({ to: typeof to === "string" ? to : undefined, again: again !== null }),
  ]);
  if (actor) {
    redirect(page.goOn as Route);
  }
  if (page.isFromElsewhere && !again) {
    return (
      <>
        <meta httpEquiv="refresh" content={`0; url=${page.goOn}`} />
        <h1>{t("continue.title")}</h1>
        <p className="my-4">{t("continue.text")}</p>
        <a href={page.goOn} className="link target">
          {t("continue.link")}
        </a>
      </>
    );
  }
  return (
    <>
      <h1 className="mb-6">{t("title")}</h1>
      {lost === "1" && !again && (
        <div className="mb-6">
          <Notice tone="caution" title={t("lost.title")}>
            {t("lost.text")}
          </Notice>
        </div>
      )}
      <SignInForm {...page} again={again} />
    </>
  );
}
