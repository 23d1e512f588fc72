import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClasses } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Signature } from "@/components/ui/icons";
import "./sign-on.css";

/** The three answers, always in reach below the text; each opens its own short form. */
export function SignBar({ base, organisation }: { base: string; organisation: string }) {
  const t = useTranslations("signOn.sign");
  const to = (answer: string) => `${base}?answer=${answer}` as Route;
  return (
    <div className="sign-bar fixed inset-x-0 bottom-0 z-30 border-t border-line-strong bg-page px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:sticky lg:mt-8 lg:rounded-panel lg:border lg:border-line lg:px-6 print:hidden">
      <div className="mx-auto flex max-w-3xl flex-col gap-1">
        <Link
          href={to("signed")}
          prefetch={false}
          className={`${buttonClasses({ look: "primary" })} min-h-13! w-full text-body`}
        >
          <Icon of={Signature} size={20} />
          <span className="line-clamp-2 min-w-0 text-center">{t("as", { organisation })}</span>
        </Link>
        <div className="flex items-center justify-around">
          <Link
            href={to("with_change")}
            prefetch={false}
            className="link flex min-h-11 items-center font-semibold"
          >
            {t("withChange")}
          </Link>
          <span aria-hidden="true" className="h-8 border-s border-line" />
          <Link
            href={to("cannot")}
            prefetch={false}
            className="link flex min-h-11 items-center font-semibold"
          >
            {t("cannot")}
          </Link>
        </div>
        <p className="text-center text-meta text-ink-muted">{t("only")}</p>
      </div>
    </div>
  );
}
