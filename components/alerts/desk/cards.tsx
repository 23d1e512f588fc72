"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Check, X } from "@/components/ui/icons";
import type { DeskPerson, DeskThread, Mentionable, Mentions } from "@/lib/alerts/desk";
import type { Anchor } from "./anchors";
import { CommentList } from "./comment-list";
import { CommentBox } from "./talk";

export const cardClass =
  "flex flex-col gap-2 rounded-control border border-line-strong bg-surface p-3 text-meta data-current:border-accent";

/** A discussion: who said what, the answer box, the way to settle it. */
export function ThreadCard({
  thread,
  isLost,
  isFolded,
  onUnfold,
  mayTalk,
  timeZone,
  mentionable,
  onReply,
  onSettle,
  onFind,
}: {
  thread: DeskThread;
  /** Its words are no longer in the text. */
  isLost: boolean;
  /** One line stands for it, which opens it. */
  isFolded?: boolean;
  onUnfold?: () => void;
  mayTalk: boolean;
  timeZone: string;
  mentionable: readonly Mentionable[];
  onReply: (body: string, to: Mentions) => Promise<boolean>;
  onSettle: (settled: boolean) => void;
  onFind: (() => void) | null;
}) {
  const t = useTranslations("alerts.desk.talk");
  const [isReplying, setReplying] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const reply = useRef<HTMLButtonElement>(null);
  const hadBox = useRef(false);
  useEffect(() => {
    if (hadBox.current && !isReplying) {
      // The box had the focus, and is gone.
      reply.current?.focus();
    }
    hadBox.current = isReplying;
  }, [isReplying]);
  const label = t("thread", { words: thread.quote.slice(0, 80) });
  const [said] = thread.comments;
  if (isFolded && !isReplying && said) {
    return (
      <article aria-label={label}>
        <button
          type="button"
          aria-expanded={false}
          onClick={onUnfold}
          className="target flex w-full items-baseline gap-2 text-start"
        >
          <b className="max-w-[45%] shrink-0 truncate">
            <bdi>{said.by.organisation}</bdi>
          </b>
          <span dir="auto" className="min-w-0 flex-1 truncate">
            {said.body}
          </span>
          {thread.comments.length > 1 && (
            <span className="shrink-0 text-ink-muted">
              {t("more", { count: thread.comments.length - 1 })}
            </span>
          )}
        </button>
      </article>
    );
  }
  return (
    <article aria-label={label}>
      {isLost && thread.quote && (
        <p className="mb-2 text-ink-muted">
          {t("lost")} <q dir="auto">{thread.quote}</q>
        </p>
      )}
      {onFind && (
        <button type="button" onClick={onFind} className="link target mb-1 text-start">
          {t("find")}
        </button>
      )}
      <CommentList comments={thread.comments} timeZone={timeZone} />
      {(mayTalk || isReplying) &&
        (isReplying ? (
          <CommentBox
            label={t("reply")}
            submit={t("send")}
            mentionable={mentionable}
            isBusy={isBusy}
            isClosed={!mayTalk}
            autoFocus
            onCancel={() => setReplying(false)}
            onSubmit={async (body, to) => {
              setBusy(true);
              const done = await onReply(body, to);
              setBusy(false);
              setReplying(!done);
            }}
          />
        ) : (
          <p className="flex justify-between gap-3 border-t border-line pt-2">
            {!thread.settled && (
              <button
                ref={reply}
                type="button"
                onClick={() => setReplying(true)}
                className="link target"
              >
                {t("reply")}
              </button>
            )}
            <button type="button" onClick={() => onSettle(!thread.settled)} className="link target">
              {t(thread.settled ? "reopen" : "settle")}
            </button>
          </p>
        ))}
    </article>
  );
}

/** What somebody proposes: the words before and after, and the two ways to answer. */
export function SuggestionCard({
  anchor,
  by,
  isMine,
  mayDecide,
  mayTakeBack,
  onAccept,
  onKeep,
  onFind,
}: {
  anchor: Anchor;
  by: DeskPerson | null;
  isMine: boolean;
  mayDecide: boolean;
  mayTakeBack: boolean;
  onAccept: () => void;
  onKeep: () => void;
  onFind: (() => void) | null;
}) {
  const t = useTranslations("alerts.desk.suggestion");
  const { putIn, takenOut } = anchor;
  const kind = putIn && takenOut ? "replace" : putIn ? "insert" : "delete";
  return (
    <article>
      <p className="font-semibold">
        {isMine ? t("mine") : by && t("title", { organisation: by.name || by.organisation })}
        {!isMine && !by && (
          // Who it is has not been read yet: nobody is called by a name that is not theirs.
          <span aria-hidden="true" className="block h-5 w-3/4 rounded-cell bg-sunken" />
        )}
      </p>
      <p dir="auto">{t(kind, { before: takenOut, after: putIn })}</p>
      {onFind && (
        <button type="button" onClick={onFind} className="link target text-start">
          {t("find")}
        </button>
      )}
      <p className="mt-2 flex flex-wrap gap-1">
        {mayDecide && (
          <Button size="small" className="px-2!" icon={Check} onClick={onAccept}>
            {t("accept")}
          </Button>
        )}
        {(mayDecide || mayTakeBack) && (
          <Button size="small" className="px-2!" icon={X} onClick={onKeep}>
            {t(isMine ? "takeBack" : "keep")}
          </Button>
        )}
      </p>
    </article>
  );
}
