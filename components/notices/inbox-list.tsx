import { useTranslations } from "next-intl";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { OnePressForm } from "@/components/settings/one-press-form";
import { Badge } from "@/components/ui/badge";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import {
  AtSign,
  CalendarDays,
  CircleCheck,
  CircleX,
  FileText,
  type IconData,
  Lock,
  Pencil,
  PlusMinus,
  Send,
  ShieldAlert,
  UserCheck,
} from "@/components/ui/icons";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import type { Notice, NoticeWord } from "@/lib/notices/notice";

type Reading = {
  today: string;
  timeZone: string;
  /** Receives `id`. */
  settle: FormServerAction<void>;
};

const icons: Record<NoticeWord, IconData> = {
  mention: AtSign,
  review: FileText,
  consentCheck: UserCheck,
  signOn: Pencil,
  signOnAgain: Pencil,
  signed: CircleCheck,
  withChange: PlusMinus,
  cannot: CircleX,
  answered: CircleCheck,
  mended: Pencil,
  nudge: Pencil,
  deadline: CalendarDays,
  deadlineOver: CalendarDays,
  consentWithdrawn: ShieldAlert,
  somethingWithdrawn: ShieldAlert,
  issued: Send,
  stepGiven: CalendarDays,
  accessEnded: Lock,
  shareEnded: Lock,
  alertWithdrawn: ShieldAlert,
  alertTakenBack: Pencil,
  nameWithheld: UserCheck,
  packReady: FileText,
  reportReady: FileText,
  guestAnswered: FileText,
  briefWaits: FileText,
  letterWaits: FileText,
  supportShown: Send,
  supportHanded: Send,
  supportAnswered: AtSign,
  supportClaimed: CircleCheck,
  supportHandedBack: PlusMinus,
  supportHandedOver: PlusMinus,
  supportClosed: CircleCheck,
  supportWrote: AtSign,
  supportEnded: Lock,
  checkInMissed: ShieldAlert,
  checkInNotAllRight: ShieldAlert,
  supportNeeded: CalendarDays,
  supportAskAgain: CalendarDays,
  supportAskOutcome: CalendarDays,
};

/** What is said with the name of who did it. */
const naming: readonly NoticeWord[] = [
  "mention",
  "signed",
  "withChange",
  "cannot",
  "answered",
  "supportShown",
  "supportHanded",
  "supportAnswered",
  "supportClaimed",
  "supportHandedBack",
  "supportHandedOver",
  "supportClosed",
  "supportWrote",
];

/** Notices by the day on which they came, in the order in which they are given. */
export function InboxList({ notices, ...reading }: { notices: readonly Notice[] } & Reading) {
  const formats = useFormats();
  return (
    <ul>
      {byDay(notices, reading.timeZone).map(({ day, notices: ofDay }) => (
        <li
          key={day}
          className="border-line not-first:border-t lg:grid lg:grid-cols-[8.5rem_minmax(0,1fr)]"
        >
          <h3 className="px-4 pt-3.5 text-meta font-semibold text-ink-muted lg:pe-0">
            {formats.nearDay(day, reading.today)}
          </h3>
          <ul>
            {ofDay.map((notice) => (
              <li key={notice.id} className="border-line not-first:border-t max-lg:mx-4">
                <Row notice={notice} {...reading} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Row({ notice, timeZone, today, settle }: { notice: Notice } & Reading) {
  const t = useTranslations("notices");
  const formats = useFormats();
  const isGrave = notice.word === "consentWithdrawn" || notice.word === "somethingWithdrawn";
  const isNamed = naming.includes(notice.word) && notice.organisation !== null;
  const words = t(`words.${notice.word}`, {
    // Set apart, since a name may run the other way.
    organisation: isNamed ? `\u2068${notice.organisation}\u2069` : t("someOrganisation"),
  });
  const about =
    notice.caseReference !== null &&
    (notice.alertNumber === null
      ? notice.caseReference
      : t("alert", { number: notice.alertNumber, case: notice.caseReference }));
  const until = waitsFor(notice) && notice.signOnDeadline;
  const facts = [
    about,
    isNamed ? null : notice.organisation,
    until &&
      t("until", {
        when: `${formats.nearDay(dayInZone(until, timeZone), today)}, ${formats.time(until, timeZone)}`,
      }),
    t("came", { time: formats.time(notice.at, timeZone) }),
  ].filter((fact) => typeof fact === "string");
  return (
    <div className="flex items-start gap-3 py-3 lg:px-4">
      <span
        className={classes(
          "mt-0.5 inline-flex h-6 w-7 shrink-0 items-center justify-center rounded-cell",
          isGrave ? "bg-danger-soft text-danger" : "bg-sunken text-ink-muted",
        )}
      >
        <Icon of={icons[notice.word]} size={16} />
      </span>
      <div className="min-w-0 flex-1 sm:flex sm:items-start sm:gap-3">
        <div className="min-w-0 flex-1">
          <p
            className={classes(
              "flex flex-wrap items-center gap-x-2",
              !notice.isRead && "font-semibold",
            )}
          >
            {notice.leadsSomewhere ? (
              // A full load, so that the number in the frame is true afterwards.
              <a href={`/inbox/${notice.id}`} className="target hover:underline">
                {words}
              </a>
            ) : (
              <span>{words}</span>
            )}
            {notice.isUrgent && !notice.isRead && <Badge tone="danger">{t("urgent")}</Badge>}
          </p>
          <p className="text-meta text-ink-muted">
            {facts.map((fact, index) => (
              <span key={fact}>
                {index > 0 && " · "}
                <bdi>{fact}</bdi>
              </span>
            ))}
          </p>
        </div>
        {!notice.isRead && (
          <div className="-ms-3 sm:ms-0">
            <OnePressForm
              action={settle}
              fields={{ id: notice.id }}
              look="quiet"
              name={t("settleOf", { what: [words, about].filter(Boolean).join(", ") })}
              refused={t("refused")}
            >
              {t("settle")}
            </OnePressForm>
          </div>
        )}
      </div>
    </div>
  );
}

function waitsFor({ word }: Notice): boolean {
  return word === "signOn" || word === "nudge" || word === "deadline";
}

function byDay(notices: readonly Notice[], timeZone: string) {
  const days: { day: string; notices: Notice[] }[] = [];
  for (const notice of notices) {
    const day = dayInZone(notice.at, timeZone);
    const last = days.at(-1);
    if (last?.day === day) {
      last.notices.push(notice);
    } else {
      days.push({ day, notices: [notice] });
    }
  }
  return days;
}
