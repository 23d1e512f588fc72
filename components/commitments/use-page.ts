"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { announce } from "@/components/ui/announce";
import type { CommitmentPage } from "@/lib/commitments/commitment";
import { signInAgain } from "./change-requests";
import type { Params } from "./table-address";

/**
 * The page that `params` ask for. Until its rows are here the ones before stay. The `first` is of `firstParams`: who comes
 * back from another page is given what the server rendered before the address went on.
 */
export function usePage(first: CommitmentPage, firstParams: Params, params: Params) {
  const t = useTranslations("commitments.table");
  const key = new URLSearchParams(params).toString();
  const firstKey = new URLSearchParams(firstParams).toString();
  const [state, setState] = useState({ key: firstKey, page: first, failed: false });
  const [attempt, setAttempt] = useState(0);
  // What the server rendered is newer than what is held, when the page itself was visited again.
  const [rendered, setRendered] = useState(first);
  if (rendered !== first) {
    setRendered(first);
    setState({ key: firstKey, page: first, failed: false });
  }
  const wanted = state.key !== key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is made again without another key.
  useEffect(() => {
    if (!wanted) {
      return;
    }
    const gone = new AbortController();
    fetch(`/commitments/rows?${key}`, { signal: gone.signal })
      .then((response) => {
        if (response.status === 401) {
          signInAgain();
        }
        return response.ok ? response.json() : Promise.reject(new Error(String(response.status)));
      })
      .then((page: CommitmentPage) => {
        setState({ key, page, failed: false });
        announce(t("updated", { count: page.rows.length }));
      })
      .catch((failure: Error) => {
        if (failure.name !== "AbortError") {
          setState((before) => ({ ...before, failed: true }));
        }
      });
    return () => gone.abort();
  }, [key, wanted, attempt, t]);
  return {
    page: state.page,
    busy: wanted && !state.failed,
    failed: wanted && state.failed,
    /** Reads the same page again. */
    reload: () => setState((before) => ({ ...before, key: "", failed: false })),
    retry: () => {
      setState((before) => ({ ...before, failed: false }));
      setAttempt((before) => before + 1);
    },
  };
}
