import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { useFormats } from "@/lib/i18n/formats";
import { daysBefore, lastPossibleDay, type SessionMilestone } from "@/lib/sessions/session";

/** A date with its name in words: that of a State's review names the State. */
export type NamedMilestone = SessionMilestone & { stateName?: string; title?: string };

/** The dates that matter next, side by side; what is past says so. */
export function MilestoneStrip({
  milestones,
  today,
}: {
  milestones: readonly NamedMilestone[];
  today: string;
}) {
  return (
    <ul className="flex flex-1 flex-wrap gap-x-12 gap-y-3">
      {milestones.map((milestone) => (
        <li key={keyOf(milestone)} className="flex items-start gap-2.5">
          <Dot isPast={isPast(milestone, today)} />
          <span>
            <span className="block font-semibold">
              <MilestoneName milestone={milestone} />
            </span>
            <span className="block text-meta text-ink-muted">
              <MilestoneDate milestone={milestone} today={today} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** All dates of a session, as rows. */
export function MilestoneRows({
  milestones,
  today,
}: {
  milestones: readonly NamedMilestone[];
  today: string;
}) {
  return (
    <ul>
      {milestones.map((milestone) => (
        <li
          key={keyOf(milestone)}
          className="flex items-baseline justify-between gap-4 border-b border-line py-1.5 last:border-b-0"
        >
          <span>
            <MilestoneName milestone={milestone} />
          </span>
          <span className="text-end text-meta text-ink-muted">
            <MilestoneDate milestone={milestone} today={today} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function MilestoneName({ milestone }: { milestone: NamedMilestone }) {
  const t = useTranslations("sessions.milestones");
  if (milestone.kind === "review" && milestone.stateName) {
    return t("reviewOf", { state: milestone.stateName });
  }
  if (milestone.kind === "own") {
    return <bdi data-written="">{milestone.title}</bdi>;
  }
  if (milestone.kind === "advance_questions_due" && milestone.stateName) {
    return t("dueOf", { what: t(milestone.kind), state: milestone.stateName });
  }
  const number = /^hrc-(\d+)$/.exec(milestone.sessionKey ?? "")?.[1];
  return milestone.kind === "adoption" && number ? t("adoptionAt", { number }) : t(milestone.kind);
}

function MilestoneDate({ milestone, today }: { milestone: NamedMilestone; today: string }) {
  const t = useTranslations("sessions.milestones");
  const formats = useFormats();
  const { kind, on, precision } = milestone;
  const isCounted = kind === "statement_due" || kind === "advance_questions_due";
  if (!on || precision === "unknown") {
    return isCounted ? t("daysBefore", { days: daysBefore[kind] }) : t("notSet");
  }
  return (
    <>
      {precision === "day"
        ? formats.nearDay(on, today)
        : formats.date({ precision, from: on }, "short")}
      {isPast(milestone, today) && `, ${t("passed")}`}
    </>
  );
}

function isPast({ on, precision }: SessionMilestone, today: string): boolean {
  const last = lastPossibleDay({
    kind: "hrc_regular",
    status: "planned",
    startsOn: on,
    endsOn: null,
    startsAt: null,
    datePrecision: precision,
  });
  return last !== null && last < today;
}

/** Full where the day is past. Not a tick: that a day is over says nothing of what was done until then. */
function Dot({ isPast }: { isPast: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classes(
        "mx-0.5 mt-1 size-3 shrink-0 rounded-full border-2 border-line-strong",
        isPast && "bg-line-strong",
      )}
    />
  );
}

function keyOf(milestone: NamedMilestone): string {
  return [milestone.kind, milestone.title, milestone.on, milestone.stateCode].join(" ");
}
