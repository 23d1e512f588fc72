import type { Route } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { ChevronsUpDown, Info, LogOut, Menu, Search } from "@/components/ui/icons";
import { type FormAction, PostForm } from "@/components/ui/post-form";
import { SaveState } from "@/components/ui/save-state";
import { SkipLinks } from "@/components/ui/skip-links";
import { UndoBar } from "@/components/ui/undo-bar";
import { QueueWatcher } from "@/components/waiting/watcher";
import type { DeviceOwner } from "@/lib/waiting/waiting";
import { bottomBar, type DestinationKey, destinations } from "./destinations";
import { Disclosure } from "./disclosure";
import { LeaveButton } from "./leave-button";
import { LeaveKeys } from "./leave-keys";
import { Logo } from "./logo";
import { Messages } from "./messages";
import { BottomBarLinks, NavigationRows } from "./navigation-links";
import { type Organisation, OrganisationMenu } from "./organisation-menu";
import { PaletteButton } from "./palette-button";
import { ShellKeys } from "./shell-keys";

export type ShellProps = {
  /** The numbers beside the places; only what the person may see is counted. */
  navigation: { counts?: Partial<Record<DestinationKey, number>> };
  /** The organisation that is active, and all that the person belongs to. */
  organisation: Organisation;
  organisations: readonly Organisation[];
  person: { name: string; timeZone: string };
  /** The banner over the example, where it is loaded; `remove` where the person may take it away. */
  example: { remove: FormAction | null } | null;
  /** Whether the person may note what was said. */
  mayLog: boolean;
  /** Whose it is what the device may keep until it is sent. */
  deviceOwner: DeviceOwner;
  /** `switchOrganisation` receives `organisation` (an id); `signOut` receives nothing. */
  actions: { switchOrganisation: FormAction; signOut: FormAction };
  children: ReactNode;
};

const quiet = "flex min-h-6 items-center gap-2 text-meta text-ink-muted hover:text-ink";

/** The frame of every signed-in page: navigation, search, state of saving, the way out, the content. */
export async function Shell({
  navigation,
  organisation,
  organisations,
  person,
  example,
  mayLog,
  deviceOwner,
  actions,
  children,
}: ShellProps) {
  const [t, product, headerList] = await Promise.all([
    getTranslations("navigation"),
    getTranslations("common"),
    headers(),
  ]);
  const commandKey = /Mac|iPhone|iPad/.test(headerList.get("user-agent") ?? "") ? "⌘K" : "Ctrl K";
  const labels = Object.fromEntries(destinations.flat().map(({ key }) => [key, t(key)])) as Record<
    DestinationKey,
    string
  >;
  const loadedAt = new Date();
  const organisationMenu = (
    <OrganisationMenu
      person={person}
      organisation={organisation}
      organisations={organisations}
      {...actions}
    />
  );
  const groups = destinations.map((links) => (
    <NavigationRows key={links[0]?.key} links={links} labels={labels} counts={navigation.counts} />
  ));
  const [places, others] = groups;
  return (
    <Messages of={["navigation.palette", "navigation.counts"]}>
      <SkipLinks links={[{ target: "content", label: t("skip.content") }]} />
      <div className="lg:grid lg:grid-cols-[14rem_minmax(0,1fr)] print:block">
        <aside className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-e border-line bg-sunken p-3 lg:flex print:hidden">
          <Disclosure
            className="relative"
            summaryClassName="flex min-h-12 items-center gap-2 rounded-control px-2 hover:bg-surface"
            summary={
              <>
                <Logo />
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{product("product")}</span>
                  <span className="block truncate text-meta text-ink-muted">
                    <bdi>{organisation.name}</bdi>
                  </span>
                </span>
                <Icon of={ChevronsUpDown} className="text-ink-muted" />
              </>
            }
          >
            <div className="absolute inset-x-0 top-full z-30 mt-1 rounded-control border border-line-strong bg-surface p-1 shadow-overlay">
              {organisationMenu}
            </div>
          </Disclosure>
          <PaletteButton className="mt-2 flex min-h-9 w-full items-center gap-1 rounded-control border border-line-strong bg-surface px-1.5 text-start text-ink-muted hover:text-ink">
            <Icon of={Search} size={16} />
            <span className="min-w-0 flex-1 truncate ps-1">{t("palette.open")}</span>
            <span aria-hidden="true" className="text-meta">
              {commandKey}
            </span>
          </PaletteButton>
          <nav aria-label={t("primary")} className="my-4 flex flex-col gap-4">
            {places}
            <hr className="border-line" />
            {others}
          </nav>
          <div className="mt-auto flex flex-col gap-1 border-t border-line px-2 pt-3">
            <SaveState timeZone={person.timeZone} loadedAt={loadedAt} />
            <LeaveButton title={t("leave.hint")} className={quiet}>
              <Icon of={LogOut} size={16} directional />
              {t("leave.label")}
            </LeaveButton>
          </div>
        </aside>

        <header className="sticky top-0 z-30 flex h-13 items-center gap-1 border-b border-line bg-page ps-4 pe-2 lg:hidden print:hidden">
          <Link href={"/" as Route} prefetch={false} className="flex items-center gap-2">
            <Logo />
            <span className="font-semibold">{product("product")}</span>
          </Link>
          <span className="flex min-w-0 flex-1 justify-end ps-2">
            <SaveState timeZone={person.timeZone} loadedAt={loadedAt} chip />
          </span>
          <PaletteButton className="flex size-11 items-center justify-center text-ink-muted">
            <Icon of={Search} size={20} />
            <span className="sr-only">{t("palette.open")}</span>
          </PaletteButton>
          <LeaveButton
            title={t("leave.hint")}
            className="flex size-11 items-center justify-center text-ink-muted"
          >
            <Icon of={LogOut} size={20} directional />
            <span className="sr-only">{t("leave.label")}</span>
          </LeaveButton>
        </header>

        <div className="min-w-0">
          {example && (
            <section
              aria-label={t("example.label")}
              className="flex min-h-9 items-center gap-2 border-b border-line px-4 py-1.5 text-meta text-ink-muted lg:px-10 print:hidden"
            >
              <Icon of={Info} size={16} className="mt-0.5 self-start lg:mt-0 lg:self-center" />
              <p>{t("example.text")}</p>
              {example.remove && (
                <PostForm action={example.remove}>
                  <button type="submit" className="link target" title={t("example.removes")}>
                    {t("example.remove")}
                  </button>
                </PostForm>
              )}
            </section>
          )}
          <main
            id="content"
            tabIndex={-1}
            className="max-w-[76rem] px-4 pt-4 pb-28 has-[>[data-wide]]:max-w-none lg:px-10 lg:has-[>[data-wide]]:px-6 lg:pt-6 lg:pb-12 print:p-0"
          >
            {children}
          </main>
        </div>

        <nav
          aria-label={t("primary")}
          className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-page pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
        >
          <ul id="places-bar" className="flex h-20">
            <BottomBarLinks
              links={bottomBar(mayLog)}
              labels={{ ...labels, log: t("log") }}
              counts={navigation.counts}
            />
            <li className="min-w-0 flex-auto">
              <Disclosure
                className="h-full"
                summaryClassName="flex h-full flex-col items-center gap-1 pt-4 text-meta text-ink-muted focus-visible:-outline-offset-3"
                summary={
                  <>
                    <Icon of={Menu} size={20} />
                    <span className="max-w-full truncate">{t("menu")}</span>
                  </>
                }
              >
                <div className="absolute inset-x-0 bottom-full max-h-[70dvh] overflow-y-auto border-t border-line bg-sunken p-3 shadow-overlay">
                  <p className="px-3 pb-2 font-semibold">
                    <bdi>{organisation.name}</bdi>
                  </p>
                  {groups}
                  <hr className="my-3 border-line" />
                  {organisationMenu}
                  <LeaveButton
                    title={t("leave.hint")}
                    className="flex min-h-11 w-full items-center gap-3 px-3 text-ink-muted"
                  >
                    <Icon of={LogOut} directional />
                    {t("leave.label")}
                  </LeaveButton>
                </div>
              </Disclosure>
            </li>
          </ul>
        </nav>
      </div>
      <UndoBar hasNavigation />
      <ShellKeys />
      <LeaveKeys />
      <QueueWatcher owner={deviceOwner} />
    </Messages>
  );
}
