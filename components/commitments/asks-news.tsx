"use client";

import { useRouter } from "next/navigation";
import { useToldOfMoves } from "./use-told-of-moves";

/** Reads a page again when an ask of it moved, since words that we asked with may be set back. */
export function AsksNews({ ids }: { ids: readonly string[] }) {
  const router = useRouter();
  useToldOfMoves(
    (id) => ids.includes(id),
    () => router.refresh(),
  );
  return null;
}
