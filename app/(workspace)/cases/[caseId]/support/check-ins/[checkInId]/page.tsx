import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { CheckInWords } from "@/components/check-ins/check-in-words";
import { EndForm } from "@/components/check-ins/end-form";
import { IncidentPanel } from "@/components/check-ins/incident-panel";
import { PastTimes } from "@/components/check-ins/past-times";
import { Rhythm } from "@/components/check-ins/rhythm";
import { StepList } from "@/components/check-ins/step-list";
import { TimesToCome } from "@/components/check-ins/times-to-come";
import { Messages } from "@/components/layout/messages";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { readCheckIn } from "@/lib/check-ins/actions";
import { earlierNote, recordsOf } from "@/lib/check-ins/check-in";
import { findCheckIn } from "@/lib/check-ins/queries";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";
import { CaseFrame, readCase } from "../../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkIns.documentTitle");
  return { title: t("one") };
}

/** One check-in: what to do where somebody is missed, what is due, what was heard. */
export default async function CheckInPage({
  params,
}: {
  params: Promise<{ caseId: string; checkInId: string }>;
}) {
  const actor = await requireActor();
  const { caseId, checkInId } = await params;
  const page = await readCase(actor, caseId);
  const { theCase, mayChange, inTeam } = page;
  const checkIn = inTeam ? await findCheckIn(actor, theCase.id, checkInId) : null;
  if (!checkIn) {
    notFound();
  }
  const [t, locale, { day, nearDay, time }, states] = await Promise.all([
    getTranslations("checkIns"),
    getLocale(),
    getFormats(),
    listStates(actor),
  ]);
  const now = new Date();
  const clock = { timeZone: actor.timeZone, now };
  const today = dayInZone(now, actor.timeZone);
  const when = (at: Date) =>
    `${nearDay(dayInZone(at, actor.timeZone), today)}, ${time(at, actor.timeZone)}`;
  const names = Object.fromEntries(states.map((state) => [state.code, stateName(state, locale)]));
  const open = checkIn.incidents.find(({ endedAt }) => !endedAt);
  const [last] = checkIn.past.flatMap(({ answer, heardAt }) =>
    answer && heardAt ? [{ answer, heardAt }] : [],
  );
  const earlier = checkIn.incidents.filter(({ endedAt }) => endedAt);
  const noted = Object.fromEntries([
    ...checkIn.past.flatMap(({ id, dueAt, earlier: records }) => [
      [id, when(dueAt)],
      ...records.map(({ heardAt }, at) => [
        earlierNote(id, at),
        t("page.heardThen", { when: when(heardAt) }),
      ]),
    ]),
    [checkIn.id, t("page.whenEnded")],
    ...checkIn.incidents.map(({ id, openedAt }) => [id, when(openedAt)]),
  ]);
  const words = (
    <CheckInWords
      caseId={theCase.id}
      checkInId={checkIn.id}
      noted={noted}
      members={checkIn.steps.map(({ memberName }) => memberName)}
      read={readCheckIn}
    />
  );
  const grace = checkIn.graceMinutes;
  const facts = [
    { name: t("page.how"), value: <Rhythm of={checkIn} /> },
    {
      name: t("page.grace"),
      value: grace % 60 === 0 ? t("hours", { count: grace / 60 }) : t("minutes", { count: grace }),
    },
    {
      name: t("page.agreed"),
      value: t("page.agreedBy", {
        name: checkIn.agreedBy ?? "",
        date: day(dayInZone(checkIn.agreedAt, actor.timeZone)),
      }),
    },
  ];
  return (
    <CaseFrame actor={actor} page={page} current="support">
      <Messages of={["checkIns", "forms", "refusals"]}>
        <div className="flex max-w-4xl flex-col gap-6">
          <h2 className="text-h1">
            {t("title")}: <bdi>{checkIn.publicLabel}</bdi>
          </h2>
          {checkIn.endedAt && (
            <Notice
              title={t("page.endedOn", { date: day(dayInZone(checkIn.endedAt, actor.timeZone)) })}
            />
          )}
          {open && (
            <IncidentPanel
              caseId={theCase.id}
              checkInId={checkIn.id}
              incident={open}
              records={checkIn.past.filter(({ id }) => id === open.timeId).map(recordsOf)[0] ?? 0}
              steps={checkIn.steps}
              states={names}
              zone={checkIn.zone}
              {...clock}
            >
              <h3>{t("page.words")}</h3>
              {words}
            </IncidentPanel>
          )}
          {!open && <Panel title={t("page.words")}>{words}</Panel>}
          <Panel title={t("page.toCome")} flush>
            {checkIn.ahead.length > 0 ? (
              <TimesToCome
                caseId={theCase.id}
                of={checkIn.ahead}
                zone={checkIn.zone}
                last={last ?? null}
                {...clock}
              />
            ) : (
              <p className="p-4 text-ink-muted">{t("page.nothingToCome")}</p>
            )}
          </Panel>
          <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-3">
            {facts.map(({ name, value }) => (
              <div key={name}>
                <dt className="text-meta text-ink-muted">{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {!open && (
            <Panel title={t("page.steps")}>
              <StepList of={checkIn.steps} states={names} />
            </Panel>
          )}
          <Panel title={t("page.past")} flush>
            {checkIn.past.length > 0 ? (
              <PastTimes caseId={theCase.id} of={checkIn.past} {...clock} />
            ) : (
              <p className="p-4 text-ink-muted">{t("page.nothingYet")}</p>
            )}
          </Panel>
          {earlier.length > 0 && (
            <Panel title={t("incident.earlier")}>
              <ul className="flex flex-col gap-3">
                {earlier.map((one) => (
                  <li key={one.id}>
                    <p>
                      {t(one.cause === "missed" ? "incident.missed" : "incident.notAllRight", {
                        when: when(one.dueAt),
                      })}
                    </p>
                    <p className="text-meta text-ink-muted">
                      {one.finding &&
                        one.endedAt &&
                        t("incident.endedBy", {
                          finding: t(`findings.${one.finding}`),
                          when: when(one.endedAt),
                          name: one.endedBy ?? "",
                        })}
                    </p>
                    {one.ticks.map((tick) => (
                      <p key={tick.position} className="text-meta text-ink-muted">
                        {t("form.step", { n: tick.position })}
                        {": "}
                        {t("incident.doneBy", { when: when(tick.doneAt), name: tick.doneBy ?? "" })}
                      </p>
                    ))}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          {mayChange && !checkIn.endedAt && (
            <Panel title={t("page.change")}>
              <p className="mb-3 text-ink-muted">{t("page.changeHint")}</p>
              <ButtonLink
                href={`/cases/${theCase.id}/support/check-ins/new?instead=${checkIn.id}` as Route}
              >
                {t("page.changeGo")}
              </ButtonLink>
              <EndForm caseId={theCase.id} checkInId={checkIn.id} />
            </Panel>
          )}
        </div>
      </Messages>
    </CaseFrame>
  );
}
