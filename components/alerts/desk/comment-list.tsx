import { useLocale, useTranslations } from "next-intl";
import type { DeskComment } from "@/lib/alerts/desk";
import { dayInZone, writeTime } from "@/lib/i18n/format";
import { CommentWords } from "./comment-words";

/** With more comments than these, those between the first and the newest are folded. */
const shownAtMost = 5;
/** As many of the newest stay in sight. */
const newest = 3;

function When({ at, timeZone }: { at: string; timeZone: string }) {
  const locale = useLocale();
  const t = useTranslations("alerts.desk");
  const moment = new Date(at);
  const isToday = dayInZone(moment, timeZone) === dayInZone(new Date(), timeZone);
  return (
    <time dateTime={at} className="text-ink-muted" suppressHydrationWarning>
      {isToday
        ? writeTime(moment, locale, timeZone)
        : t("onDay", {
            day: new Intl.DateTimeFormat(locale, {
              day: "numeric",
              month: "short",
              timeZone,
            }).format(moment),
          })}
    </time>
  );
}

/**
 * What was said in a discussion. Of a long one the first comment and the newest stand there, and those between behind
 * one line, which opens without a script, too.
 */
export function CommentList({
  comments,
  timeZone,
}: {
  comments: readonly DeskComment[];
  timeZone: string;
}) {
  const t = useTranslations("alerts.desk.talk");
  const folded = comments.length > shownAtMost ? comments.slice(1, -newest) : [];
  const show = (comment: DeskComment) => (
    <li
      key={comment.id}
      id={`comment-${comment.id}`}
      className="border-line py-1.5 not-first:border-t target:bg-accent-soft"
    >
      <Comment comment={comment} timeZone={timeZone} />
    </li>
  );
  if (folded.length === 0) {
    return <ol className="flex flex-col">{comments.map(show)}</ol>;
  }
  return (
    <ol className="flex flex-col">
      {comments.slice(0, 1).map(show)}
      <li className="border-t border-line py-1.5">
        <details className="group/earlier open-on-paper">
          <summary className="link target inline-block print:hidden">
            <span className="group-open/earlier:hidden">
              {t("earlier", { count: folded.length })}
            </span>
            <span className="hidden group-open/earlier:inline">
              {t("hideEarlier", { count: folded.length })}
            </span>
          </summary>
          <ol className="mt-1 flex flex-col border-t border-line">{folded.map(show)}</ol>
        </details>
      </li>
      {comments.slice(-newest).map(show)}
    </ol>
  );
}

function Comment({ comment, timeZone }: { comment: DeskComment; timeZone: string }) {
  const t = useTranslations("alerts.desk.talk");
  return (
    <>
      <p className="flex flex-wrap justify-between gap-x-2">
        <b>
          <bdi>
            {comment.isMine
              ? t("you", { organisation: comment.by.organisation })
              : comment.by.organisation}
          </bdi>
        </b>
        <When at={comment.at} timeZone={timeZone} />
      </p>
      {comment.by.name && !comment.isMine && (
        <p className="text-ink-muted">
          <bdi>{comment.by.name}</bdi>
        </p>
      )}
      <CommentWords words={comment.body} />
    </>
  );
}
