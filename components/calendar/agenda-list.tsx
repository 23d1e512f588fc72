import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { Badge } from "@/components/ui/badge";
import { classes } from "@/components/ui/classes";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/panel";
import { type Agenda, type AgendaItem, isLate } from "@/lib/calendar/agenda";
import { finishTask } from "@/lib/deadlines/actions";
import { isRule } from "@/lib/deadlines/deadline";
import { useFormats } from "@/lib/i18n/formats";
import { LateMark } from "./late-mark";
import type { Reader } from "./task-row";

type Parts = {
  stateNames: Readonly<Record<string, string>>;
  reader: Reader;
  mayPlan: boolean;
};

/** Months as a list: the day beside what is on it; on a phone the day above. */
export function AgendaList({ agenda, ...parts }: { agenda: Agenda } & Parts) {
  const t = useTranslations("calendar");
  const formats = useFormats();
  const { today } = parts.reader;
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      {agenda.shownAtMost !== null && (
        <Notice tone="info" title={t("cut", { count: agenda.shownAtMost })}>
          <Link href={"/commitments?due=any&sort=due" as Route} prefetch={false} className="link">
            {t("cutAll")}
          </Link>
        </Notice>
      )}
      {agenda.late.length > 0 && (
        <Section title={t("late")} count={formats.count(agenda.late.length)}>
          <Items items={agenda.late} saysDay {...parts} />
        </Section>
      )}
      {agenda.months.map(({ month, days }) => (
        <Section key={month} title={formats.date({ precision: "month", from: month })}>
          <ul>
            {days.map(({ day, items }) => (
              <li
                key={day ?? "none"}
                className={classes(
                  "grid gap-x-6 border-b border-line py-2 sm:grid-cols-[11rem_minmax(0,1fr)]",
                  day !== null && day < today && "text-ink-muted",
                )}
              >
                <h3 className="pt-1 text-meta font-semibold">
                  {day ? formats.nearDay(day, today) : t("someDay")}{" "}
                  {day === today && <Badge tone="accent">{t("today")}</Badge>}
                </h3>
                <Items items={items} {...parts} />
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {agenda.months.length === 0 && <p className="text-ink-muted">{t("empty")}</p>}
      {agenda.undated.length > 0 && (
        <Section title={t("undated")} count={formats.count(agenda.undated.length)}>
          <p className="pt-2 text-meta text-ink-muted">{t("undatedText")}</p>
          <Items items={agenda.undated} saysDay {...parts} />
        </Section>
      )}
    </div>
  );
}

/** What is next, on Today. */
export function ComingList({ items, ...parts }: { items: readonly AgendaItem[] } & Parts) {
  return <Items items={items} saysDay {...parts} />;
}

function Items({
  items,
  saysDay = false,
  ...parts
}: { items: readonly AgendaItem[]; saysDay?: boolean } & Parts) {
  return (
    <ul>
      {items.map((item) => (
        <Item key={item.key} item={item} saysDay={saysDay} {...parts} />
      ))}
    </ul>
  );
}

function Item({
  item,
  saysDay,
  stateNames,
  reader,
  mayPlan,
}: { item: AgendaItem; saysDay: boolean } & Parts) {
  const t = useTranslations("calendar");
  const formats = useFormats();
  const details = useDetails(item, saysDay, stateNames, reader);
  const { today } = reader;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 py-1">
      <div className="min-w-0 flex-[1_1_12rem]">
        <Link
          href={item.href as Route}
          prefetch={false}
          className={classes("link target", item.kind === "session" && "font-semibold")}
        >
          <Name item={item} stateNames={stateNames} />
        </Link>
        {details.length > 0 && (
          <p className="text-meta text-ink-muted">
            {isLate(item, today) && item.on && (
              <>
                <LateMark>{t("task.late", { day: formats.nearDay(item.on, today) })}</LateMark>
                {" · "}
              </>
            )}
            {details.map((detail, index) => (
              <span key={detail}>
                {index > 0 && " · "}
                <bdi>{detail}</bdi>
              </span>
            ))}
          </p>
        )}
      </div>
      {item.kind === "task" && (mayPlan || item.task.ownerId === reader.membershipId) && (
        <ActionForm
          action={finishTask}
          hidden={{ sessionId: item.task.sessionId, id: item.task.id, done: "yes" }}
          submit={t("task.done")}
          name={t("task.doneOf", { what: item.task.title })}
          look="quiet"
          size="small"
        />
      )}
    </li>
  );
}

function Name({ item, stateNames }: { item: AgendaItem; stateNames: Parts["stateNames"] }) {
  const t = useTranslations("calendar");
  const ofState = (what: string, code: string | null) =>
    code ? t("item.ofState", { what, state: stateNames[code] ?? code }) : what;
  switch (item.kind) {
    case "session":
      return <bdi data-written="">{item.session}</bdi>;
    case "task":
      return <bdi data-written="">{item.task.title}</bdi>;
    case "deadline":
      return (
        <bdi data-written={item.title ? "" : undefined}>
          {isRule(item.rule) ? ofState(t(`rule.${item.rule}`), item.stateCode) : item.title}
        </bdi>
      );
    case "event":
      return (
        <bdi>
          {item.event === "review"
            ? item.stateCode
              ? t("item.review", { state: stateNames[item.stateCode] ?? item.stateCode })
              : t("item.reviewUnnamed")
            : t(`event.${item.event}`)}
        </bdi>
      );
    case "reply":
      return <bdi>{t("item.reply", { state: stateNames[item.stateCode] ?? item.stateCode })}</bdi>;
    case "step":
      return <bdi data-written="">{item.text}</bdi>;
    case "signature":
      return <>{t("item.signature")}</>;
  }
}

/** The smaller facts of an entry: its day where that is not said beside it, its hour, its end, to what it belongs. */
function useDetails(
  item: AgendaItem,
  saysDay: boolean,
  stateNames: Parts["stateNames"],
  reader: Reader,
): string[] {
  const t = useTranslations("calendar");
  const sessions = useTranslations("sessions.kind");
  const formats = useFormats();
  const found: string[] = [];
  const isLate = item.kind === "task" && item.on !== null && item.on < reader.today;
  if (saysDay && item.on && !isLate) {
    found.push(
      item.precision === "day"
        ? formats.nearDay(item.on, reader.today)
        : formats.date({ precision: item.precision, from: item.on }),
    );
  }
  if (item.kind === "task" && !item.on) {
    const { daysBefore } = item.task;
    found.push(daysBefore === null ? t("task.noDay") : t("dayNotSet", { days: daysBefore }));
  }
  if (item.at) {
    found.push(
      item.zone
        ? formats.placeTime(item.at, item.zone, reader.timeZone)
        : formats.time(item.at, reader.timeZone),
    );
  }
  if (item.kind === "session") {
    found.push(sessions(item.sessionKind));
    if (item.until && item.until !== item.on && item.until.length === item.on?.length) {
      found.push(
        t("item.until", {
          day: formats.date({ precision: item.precision, from: item.until }),
        }),
      );
    }
  } else if (item.session) {
    found.push(t("item.partOf", { session: item.session }));
  }
  if (item.kind === "task") {
    const { ownerId, ownerName } = item.task;
    found.push(ownerId === reader.membershipId ? t("item.yours") : (ownerName ?? t("item.nobody")));
  }
  if (item.kind === "step") {
    found.push(stateNames[item.stateCode] ?? item.stateCode);
  }
  if (item.kind === "reply" || item.kind === "signature") {
    found.push(item.reference);
  }
  if (item.kind === "reply" || item.kind === "step") {
    const { owner } = item;
    found.push(
      owner === null
        ? t("item.nobody")
        : owner.isMe
          ? t("item.yours")
          : owner.name || owner.organisation || t("item.partner"),
    );
  }
  return found;
}
