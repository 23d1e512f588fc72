import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/panel";
import type { SessionDate } from "@/lib/deadlines/deadline";
import { DeadlineForm, DropForm } from "./deadline-forms";
import { More, When, Why } from "./deadline-parts";
import { useDeadlineName } from "./names";
import type { Reader } from "./task-row";

export type StatesByCode = Readonly<Record<string, { key: string; name: string }>>;

/** The deadlines that follow from the review of each State, one line each; each is changed without the others. */
export function StateDeadlines({
  sessionId,
  dates,
  states,
  zone,
  reader,
  maySet,
}: {
  sessionId: string;
  dates: readonly SessionDate[];
  states: StatesByCode;
  zone: string;
  reader: Reader;
  maySet: boolean;
}) {
  const t = useTranslations("calendar.plan");
  const nameOf = useDeadlineName();
  if (dates.length === 0) {
    return null;
  }
  return (
    <Section title={t("deadlines")}>
      <ul>
        {dates.map((date) => {
          const state = states[date.stateCode ?? ""];
          const name = nameOf(date, state?.name);
          return (
            <li
              key={`${date.kind} ${date.stateCode} ${date.instead?.on ?? date.on}`}
              className="flex flex-col gap-1 border-b border-line py-2 last:border-b-0"
            >
              <p className="flex flex-wrap justify-between gap-x-4">
                <bdi>{name}</bdi>
                <span className="text-meta text-ink-muted">
                  <When date={date} zone={zone} reader={reader} />
                </span>
              </p>
              {date.id && <Why date={date} />}
              {maySet && state && (
                <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
                  <More summary={t("change")} name={t("changeOf", { what: name })}>
                    <DeadlineForm sessionId={sessionId} date={date} stateKey={state.key} />
                  </More>
                  <DropForm sessionId={sessionId} date={date} what={name} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
