import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormRadios } from "@/components/forms/form-fields";
import { OnePressForm } from "@/components/settings/one-press-form";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { CircleCheck } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";
import {
  type CheckInAnswer,
  type CheckInCause,
  checkInFindings,
} from "@/db/reference/support-words";
import { endIncident, recordCheckIn, takeTickBack, tickStep } from "@/lib/check-ins/actions";
import { type Step, stepDueAt } from "@/lib/check-ins/check-in";
import { StepWords } from "./step-words";
import { useMomentWords } from "./use-moment-words";

export interface Tick {
  position: number;
  doneAt: Date;
  doneBy: string | null;
  isMine: boolean;
}

/** Somebody is missed: the agreed steps in their order, ticked one by one, and what was found out. */
export function IncidentPanel({
  caseId,
  checkInId,
  incident,
  records,
  steps,
  states,
  zone,
  timeZone,
  now,
  children,
}: {
  caseId: string;
  checkInId: string;
  incident: {
    id: string;
    timeId: string;
    cause: CheckInCause;
    dueAt: Date;
    openedAt: Date;
    /** What was heard last since it began. */
    last: { answer: CheckInAnswer; heardAt: Date } | null;
    ticks: Tick[];
  };
  /** How many records of its check-in the page shows. */
  records: number;
  steps: readonly Step[];
  /** Names of States by code. */
  states: Record<string, string>;
  /** On whose clock the check-in was agreed. */
  zone: string;
  timeZone: string;
  now: Date;
  /** Whom to reach and what to say: above the steps. */
  children: ReactNode;
}) {
  const t = useTranslations("checkIns");
  const when = useMomentWords(timeZone, now, zone);
  const heard = useMomentWords(timeZone, now);
  const { last } = incident;
  const ids = { caseId, checkInId, incidentId: incident.id };
  return (
    <Panel
      title={
        last && last.answer !== "all_right"
          ? t("lastKnown", { answer: t(`answers.${last.answer}`), when: heard(last.heardAt) })
          : t(incident.cause === "missed" ? "incident.missed" : "incident.notAllRight", {
              when: when(incident.dueAt),
            })
      }
      flush
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3">
        <p className="text-meta text-ink-muted">
          {last && incident.cause === "missed" && (
            <>{t("incident.missedFirst", { when: when(incident.dueAt) })} </>
          )}
          {last?.answer === "all_right" && (
            <>{t("incident.allRightSince", { when: heard(last.heardAt) })} </>
          )}
          {t("incident.what")}
        </p>
        {incident.cause === "missed" && (!last || last.answer === "changed") && (
          <OnePressForm
            action={recordCheckIn}
            fields={{
              ...{ caseId, timeId: incident.timeId },
              ...{ answer: "all_right", seen: String(records) },
            }}
            refused={t("now.refused")}
          >
            {t("incident.well")}
          </OnePressForm>
        )}
      </div>
      <div className="border-b border-line px-4 py-3">{children}</div>
      <ol>
        {steps.map((step) => {
          const tick = incident.ticks.find(({ position }) => position === step.position);
          const dueAt = stepDueAt(step, incident.openedAt);
          const fields = { ...ids, position: String(step.position) };
          return (
            <li
              key={step.position}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3"
            >
              <div className="min-w-0 flex-[1_1_14rem]">
                <p className="font-semibold">
                  <StepWords of={step} states={states} />
                </p>
                <p className="flex flex-wrap items-center gap-2 text-meta text-ink-muted">
                  {tick ? (
                    <>
                      <Icon of={CircleCheck} size={16} className="text-done" />
                      {t("incident.doneBy", { when: when(tick.doneAt), name: tick.doneBy ?? "" })}
                    </>
                  ) : dueAt <= now ? (
                    <Badge tone="danger">{t("incident.dueNow", { time: when(dueAt) })}</Badge>
                  ) : (
                    t("incident.dueAt", { time: when(dueAt) })
                  )}
                  {step.alertId && step.alertNumber && (
                    <Link
                      href={`/cases/${caseId}/alerts/${step.alertId}` as Route}
                      prefetch={false}
                      className="link target"
                    >
                      {t("incident.readAlert", { number: step.alertNumber })}
                    </Link>
                  )}
                </p>
              </div>
              {!tick && (
                <OnePressForm
                  action={tickStep}
                  fields={fields}
                  name={t("incident.doneOf", { n: step.position })}
                  refused={t("incident.refused")}
                >
                  {t("incident.done")}
                </OnePressForm>
              )}
              {tick?.isMine && (
                <OnePressForm
                  action={takeTickBack}
                  fields={fields}
                  look="quiet"
                  name={t("incident.backOf", { n: step.position })}
                  refused={t("incident.refused")}
                >
                  {t("incident.back")}
                </OnePressForm>
              )}
            </li>
          );
        })}
      </ol>
      <div className="p-4">
        <ActionForm
          action={endIncident}
          hidden={{ caseId, incidentId: incident.id }}
          submit={t("incident.endGo")}
          of={incident.id}
          labels={{ finding: t("incident.finding"), note: t("page.note2") }}
        >
          <FormRadios
            name="finding"
            label={t("incident.finding")}
            options={checkInFindings.map((value) => ({ value, label: t(`findings.${value}`) }))}
          />
          <FormArea
            name="note"
            label={t("page.note2")}
            hint={t("page.note2Hint")}
            optional
            rows={2}
          />
        </ActionForm>
      </div>
    </Panel>
  );
}
