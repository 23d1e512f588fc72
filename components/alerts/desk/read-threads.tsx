import { useTranslations } from "next-intl";
import type { DeskThread } from "@/lib/alerts/desk";
import { cardClass, ThreadCard } from "./cards";

/** What is said about a section, for whoever only reads. */
export function ReadThreads({
  threads,
  timeZone,
}: {
  threads: readonly DeskThread[];
  timeZone: string;
}) {
  const t = useTranslations("alerts.desk");
  const open = threads.filter(({ settled, comments }) => !settled && comments.length > 0);
  return (
    <section id="desk-talk" aria-label={t("margin")} className="mt-6">
      {open.length === 0 && (
        <p className="text-meta text-ink-muted xl:hidden">{t("talk.nothing")}</p>
      )}
      <ul className="flex flex-col gap-2">
        {open.map((thread) => (
          <li key={thread.id} id={`thread-${thread.id}`} className={cardClass}>
            <p className="text-ink-muted">
              {t("talk.about")} <q dir="auto">{thread.quote}</q>
            </p>
            <ThreadCard
              thread={thread}
              isLost={false}
              mayTalk={false}
              timeZone={timeZone}
              mentionable={[]}
              onReply={async () => false}
              onSettle={() => undefined}
              onFind={null}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
