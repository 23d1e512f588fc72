"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import { saveStatus } from "@/components/ui/save-status";
import type { AlertNews as News } from "@/lib/alerts/shown";
import { useLooking } from "./use-looking";
import { lostOf, WrittenForms } from "./written-forms";

interface NewsOfPage {
  /** How the alert stands by the last answer of the server. */
  news: News;
  /** The page is older than that, and somebody is writing in it. */
  isHeldBack: boolean;
  isGone: boolean;
  /** How often the page was drawn anew by itself, where nothing else says why. */
  drawn: number;
  /** What somebody had written where there is nothing to write in any more. */
  lost: readonly string[];
  show: () => void;
  forgetLost: () => void;
  words: () => string;
}

const Context = createContext<NewsOfPage | null>(null);

/** What is known of the alert around a page since it was drawn. */
export function useAlertNews(): NewsOfPage {
  const news = useContext(Context);
  if (!news) {
    throw new Error("The pages of an alert stand inside AlertNews.");
  }
  return news;
}

/** A refusal that somebody is reading would go with the form that it stands in. */
const isToldSomething = () => document.querySelector('main [role="alert"]') !== null;

/** A text with something unsent is never drawn anew: the words would go with it. */
const isUnsentAtDesk = () => ["device", "failed", "unsent", "ended"].includes(saveStatus().state);

/**
 * Keeps a page of an alert as the alert is: drawn anew whenever something that it shows has changed, but never under
 * the hands of somebody who is writing in one of its forms or reads why it was refused. They are told, and choose the
 * moment.
 */
export function AlertNews({
  address,
  served,
  isDesk,
  isLowData,
  bar,
  children,
}: {
  /** Where the news are asked for. */
  address: string;
  /** How the alert stood when this page was drawn. */
  served: News;
  /** The desk says itself when the right to read ends: it has words of its own to keep. */
  isDesk: boolean;
  isLowData: boolean;
  /** What is said of it, above the page. */
  bar: ReactNode;
  children: ReactNode;
}) {
  const router = useRouter();
  const [forms] = useState(() => new WrittenForms());
  const [held, setHeld] = useState({ news: served, over: served.mark, isHeldBack: false });
  const [isGone, setGone] = useState(false);
  const [lost, setLost] = useState<readonly string[]>([]);
  const [drawn, setDrawn] = useState(0);
  const [, startTransition] = useTransition();
  const asked = useRef(served.mark);
  const latest = useRef(served.mark);
  const written = useRef<ReturnType<WrittenForms["words"]> | null>(null);
  const isOfThisPage = held.over === served.mark;
  const draw = (mark: string) => {
    asked.current = mark;
    written.current = forms.words();
    startTransition(() => router.refresh());
  };
  useEffect(() => {
    if (latest.current === served.mark) {
      return;
    }
    latest.current = served.mark;
    if (written.current) {
      setLost(lostOf(written.current));
      // A desk says itself what happened, and by whom: nothing more general may take the place of that.
      setDrawn((times) => (isDesk ? times : times + 1));
      written.current = null;
    } else {
      // Somebody's own step drew the page: what they sent is not waiting any more.
      forms.forget();
    }
  }, [served.mark, forms, isDesk]);
  useEffect(() => {
    forms.start();
    const touch = ({ target }: Event) => forms.touch(target);
    const kinds = ["focusin", "pointerdown"] as const;
    for (const kind of kinds) {
      document.addEventListener(kind, touch, true);
    }
    return () => {
      for (const kind of kinds) {
        document.removeEventListener(kind, touch, true);
      }
    };
  }, [forms]);
  useLooking(async () => {
    const over = served.mark;
    const answer = await fetch(address, { cache: "no-store", priority: "low" }).catch(() => null);
    if (answer?.status === 404) {
      setGone(!isDesk);
      return isDesk;
    }
    const news: News | null = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!news || over !== latest.current) {
      return true;
    }
    const isBehind = news.mark !== over;
    const isHeldBack = isBehind && (isDesk ? isUnsentAtDesk() : forms.isAny || isToldSomething());
    setHeld({ news, over, isHeldBack: isHeldBack && !isDesk });
    if (isBehind && !isHeldBack && asked.current !== news.mark) {
      draw(news.mark);
    }
    return true;
  }, isLowData);
  return (
    <Context
      value={{
        news: isOfThisPage ? held.news : served,
        isHeldBack: isOfThisPage && held.isHeldBack,
        isGone,
        drawn,
        lost,
        show: () => draw(held.news.mark),
        forgetLost: () => setLost([]),
        words: () =>
          forms
            .words()
            .map(({ words }) => words)
            .join("\n\n"),
      }}
    >
      {bar}
      {!isGone && children}
    </Context>
  );
}
