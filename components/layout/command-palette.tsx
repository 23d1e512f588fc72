"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import {
  Autocomplete,
  Dialog,
  Header,
  I18nProvider,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";
import { announce } from "@/components/ui/announce";
import { foldText } from "@/components/ui/fold-text";
import { Icon } from "@/components/ui/icon";
import { type IconData, LogOut, Monitor, Moon, Plus, Search, Sun } from "@/components/ui/icons";
import { destinations } from "./destinations";
import { type FoundGroup, type FoundKind, foundKinds, searchFor } from "./palette-search";
import { applyTheme } from "./theme";
import "@/components/ui/style-nonce";

type Command = { id: string; label: string; icon: IconData; run: () => void };

/** How long after the last letter the server is asked. */
const typingPause = 120;

const item =
  "flex min-h-row cursor-pointer items-center gap-3 rounded-cell px-3 outline-none data-focused:bg-accent-soft data-focused:text-accent forced-colors:data-focused:outline-2";
const heading = "px-3 pt-3 pb-1 text-meta text-ink-muted";

function asKind(kind: string): FoundKind {
  return foundKinds.find((known) => known === kind) ?? "other";
}

/** Waits for a pause in typing, then asks the server; an older answer never replaces a newer one. */
function useFound(query: string) {
  const [state, setState] = useState<{ groups: FoundGroup[]; for: string; failed: boolean }>({
    groups: [],
    for: "",
    failed: false,
  });
  useEffect(() => {
    if (!query) {
      setState({ groups: [], for: "", failed: false });
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const groups = await searchFor(query, stop.signal);
      if (!stop.signal.aborted) {
        setState({ groups: groups ?? [], for: query, failed: groups === null });
      }
    }, typingPause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query]);
  return { ...state, searching: state.for !== query };
}

/** Commands and search in one field. Loaded when it is first opened. */
export function CommandPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <I18nProvider locale={useLocale()}>
      <ModalOverlay
        isOpen={open}
        onOpenChange={(isOpen) => !isOpen && onClose()}
        isDismissable
        className="fixed inset-0 z-50 flex items-start justify-center bg-[oklch(0.2_0.03_262/0.45)] p-4 pt-[10dvh]"
      >
        <Modal className="w-full max-w-xl rounded-panel border border-line-strong bg-surface shadow-overlay">
          <PaletteDialog onClose={onClose} />
        </Modal>
      </ModalOverlay>
    </I18nProvider>
  );
}

function PaletteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("navigation.palette");
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const query = typed.trim();
  const { groups, searching, failed } = useFound(query);

  const go = (href: string) => router.push(href as Route);
  const places: Command[] = destinations.flat().map(({ key, href, icon }) => ({
    id: `go-${key}`,
    label: t(`places.${key}`),
    icon,
    run: () => go(href),
  }));
  const deeds: Command[] = [
    { id: "new-case", label: t("newCase"), icon: Plus, run: () => go("/cases/new") },
    { id: "theme-light", label: t("theme.light"), icon: Sun, run: () => applyTheme("light") },
    { id: "theme-dark", label: t("theme.dark"), icon: Moon, run: () => applyTheme("dark") },
    {
      id: "theme-system",
      label: t("theme.system"),
      icon: Monitor,
      run: () => applyTheme("system"),
    },
    {
      id: "sign-out",
      label: t("signOut"),
      icon: LogOut,
      run: () => document.querySelector<HTMLFormElement>("form[data-sign-out]")?.requestSubmit(),
    },
  ];
  const wanted = foldText(query);
  const fitting = (commands: Command[]) =>
    commands.filter((command) => foldText(command.label).includes(wanted));
  const sections = [
    { id: "do", label: t("do"), commands: fitting(deeds) },
    { id: "go", label: t("goTo"), commands: fitting(places) },
  ].filter((section) => section.commands.length > 0);
  const run = new Map<string, () => void>(
    sections.flatMap((section) => section.commands).map((command) => [command.id, command.run]),
  );
  for (const found of groups.flatMap((group) => group.items)) {
    run.set(`found-${found.href}`, () => go(found.href));
  }
  const count = run.size;

  useEffect(() => {
    if (query && !searching) {
      announce(failed ? t("failed") : t("results", { count }));
    }
  }, [query, searching, failed, count, t]);

  return (
    <Dialog aria-label={t("title")} className="flex max-h-[70dvh] flex-col outline-none">
      {/* The server and the fold above have chosen already. */}
      <Autocomplete inputValue={typed} onInputChange={setTyped} filter={() => true}>
        <SearchField
          aria-label={t("title")}
          autoFocus
          className="flex items-center gap-3 border-b border-line px-4"
        >
          <Icon of={Search} size={20} className="text-ink-muted" />
          <Input
            dir="auto"
            placeholder={t("placeholder")}
            className="min-h-13 min-w-0 flex-1 bg-transparent text-body outline-none placeholder:text-ink-subtle [&::-webkit-search-cancel-button]:hidden"
          />
        </SearchField>
        <Menu
          aria-label={t("title")}
          className="min-h-0 flex-1 overflow-y-auto p-2 outline-none"
          onAction={(id) => {
            onClose();
            run.get(String(id))?.();
          }}
          renderEmptyState={() => (
            <p className="px-3 py-4 text-ink-muted">{searching ? t("searching") : t("noMatch")}</p>
          )}
        >
          {groups.map((group) => (
            <MenuSection key={group.kind}>
              <Header className={heading}>{t(`kinds.${asKind(group.kind)}`)}</Header>
              {group.items.map((found) => (
                <MenuItem
                  key={found.href}
                  id={`found-${found.href}`}
                  textValue={found.label}
                  className={item}
                >
                  <span className="min-w-0 flex-1 truncate">
                    <bdi>{found.label}</bdi>
                  </span>
                  {found.hint && <span className="text-meta text-ink-muted">{found.hint}</span>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
          {sections.map((section) => (
            <MenuSection key={section.id}>
              <Header className={heading}>{section.label}</Header>
              {section.commands.map((command) => (
                <MenuItem
                  key={command.id}
                  id={command.id}
                  textValue={command.label}
                  className={item}
                >
                  <Icon of={command.icon} className="text-ink-muted" />
                  {command.label}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Autocomplete>
      <p className="border-t border-line px-4 py-2 text-meta text-ink-muted">
        {failed ? t("failed") : t("howTo")}
      </p>
    </Dialog>
  );
}
