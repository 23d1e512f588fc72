"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import { Tabs } from "@/components/ui/tabs";

/** The sections of the settings; each is a page of its own. */
export function SettingsTabs({
  label,
  sections,
}: {
  label: string;
  sections: { href: string; label: string }[];
}) {
  const path = usePathname();
  const tabs = sections.map(({ href, label: name }) => ({
    href: href as Route,
    label: name,
    current: href === path,
  }));
  return <Tabs label={label} tabs={tabs} />;
}
