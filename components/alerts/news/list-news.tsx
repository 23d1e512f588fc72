"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { useLooking } from "./use-looking";

/** Draws a list of alerts anew when one of them went on; where it is the reader's no longer, the page says so itself. */
export function ListNews({
  address,
  mark,
  isLowData,
}: {
  address: string;
  /** Of what the page shows. */
  mark: string;
  isLowData: boolean;
}) {
  const router = useRouter();
  const asked = useRef(mark);
  useLooking(async () => {
    const answer = await fetch(address, { cache: "no-store" }).catch(() => null);
    if (answer?.status === 404 || answer?.status === 401) {
      router.refresh();
      return false;
    }
    if (answer?.ok) {
      const news: { mark: string } = await answer.json();
      if (news.mark !== asked.current) {
        asked.current = news.mark;
        router.refresh();
      }
    }
    return true;
  }, isLowData);
  return null;
}
