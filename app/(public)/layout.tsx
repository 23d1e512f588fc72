import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Logo } from "@/components/layout/logo";

/** The frame of the few pages before somebody is signed in: the name, one column, nothing else. */
export default async function PublicLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("common");
  return (
    <div className="mx-auto flex max-w-md flex-col gap-8 px-4 py-8 sm:py-16">
      <header className="flex items-center gap-2 font-semibold">
        <Logo />
        {t("product")}
      </header>
      <main id="content">{children}</main>
    </div>
  );
}
