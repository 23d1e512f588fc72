"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useSyncExternalStore } from "react";
import { listBefore } from "./way-back";

const never = () => () => undefined;

/** The way back up to the list as it was left: filtered, sorted and at its page. Without scripts to the whole list. */
export function ListCrumb({ children }: { children: ReactNode }) {
  const path = usePathname();
  const before = useSyncExternalStore(
    never,
    () => listBefore(path),
    () => null,
  );
  return (
    <Link href={(before ?? "/commitments") as Route} prefetch={false} className="link target">
      {children}
    </Link>
  );
}
