"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Notice } from "@/components/ui/notice";

/** Says that the view which opened by itself is gone. It is heard of once, and stays while the page is there. */
export function GoneView({ isGone }: { isGone: boolean }) {
  const t = useTranslations("views");
  const [wasGone, setWasGone] = useState(isGone);
  if (isGone && !wasGone) {
    setWasGone(true);
  }
  return wasGone ? (
    <div className="mb-3">
      <Notice title={t("gone")} />
    </div>
  ) : null;
}
