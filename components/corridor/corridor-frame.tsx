import type { Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LeaveButton } from "@/components/layout/leave-button";
import { LeaveKeys } from "@/components/layout/leave-keys";
import { Icon } from "@/components/ui/icon";
import { ArrowLeft, LogOut } from "@/components/ui/icons";
import { SkipLinks } from "@/components/ui/skip-links";
import { UndoBar } from "@/components/ui/undo-bar";
import { CorridorState } from "./corridor-state";

/** The narrow frame of the corridor: the way back, how many notes wait, and the way out. Nothing else is loaded. */
export async function CorridorFrame({
  timeZone,
  children,
}: {
  timeZone: string;
  children: ReactNode;
}) {
  const [t, navigation] = await Promise.all([
    getTranslations("corridor"),
    getTranslations("navigation"),
  ]);
  return (
    <>
      <SkipLinks links={[{ target: "content", label: navigation("skip.content") }]} />
      <header className="sticky top-0 z-30 border-b border-line bg-page">
        <div className="mx-auto flex min-h-13 max-w-md items-center gap-2 ps-1 pe-2">
          <Link
            href={"/" as Route}
            prefetch={false}
            className="flex size-11 items-center justify-center text-ink-muted"
          >
            <Icon of={ArrowLeft} size={20} directional />
            <span className="sr-only">{t("back")}</span>
          </Link>
          <span className="font-semibold">{t("title")}</span>
          <span className="flex min-w-0 flex-1 justify-end">
            <CorridorState timeZone={timeZone} loadedAt={new Date()} />
          </span>
          <LeaveButton
            title={navigation("leave.hint")}
            className="flex size-11 items-center justify-center text-ink-muted"
          >
            <Icon of={LogOut} size={20} directional />
            <span className="sr-only">{navigation("leave.label")}</span>
          </LeaveButton>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-md px-4 pt-4 pb-40">
        {children}
      </main>
      <UndoBar />
      <LeaveKeys />
    </>
  );
}
