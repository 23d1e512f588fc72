import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormDate, FormSelect, FormText } from "@/components/forms/form-fields";
import { Panel } from "@/components/ui/panel";
import { governmentResponses } from "@/db/reference/words";
import { type LaterEvent, laterKinds } from "@/lib/afterwards/account";
import { recordLater } from "@/lib/afterwards/actions";
import { knownDateOf } from "@/lib/dates/stored-date";
import { useFormats } from "@/lib/i18n/formats";

interface AccountCase {
  id: string;
  reference: string;
  title: string;
  mayRecord: boolean;
}

/** What happened later, case by case: the Government's reply, further retaliation, the outcome as the defender sees it. */
export function Later({
  events,
  cases,
  sessionId,
}: {
  events: readonly LaterEvent[];
  cases: readonly AccountCase[];
  sessionId: string;
}) {
  const t = useTranslations("afterwards.later");
  const formats = useFormats();
  const mine = cases.filter(({ mayRecord }) => mayRecord);
  return (
    <Panel title={t("title")} count={formats.count(events.length)} flush>
      {cases.map((one) => {
        const theirs = events.filter(({ caseId }) => caseId === one.id);
        return (
          <div key={one.id} className="border-b border-line px-4 py-3">
            <p>
              <Link
                href={`/cases/${one.id}/timeline` as Route}
                prefetch={false}
                className="link target font-semibold"
              >
                <bdi>{one.reference}</bdi>
              </Link>{" "}
              <bdi data-written="" className="text-ink-muted">
                {one.title}
              </bdi>
            </p>
            {theirs.length === 0 ? (
              <p className="text-meta text-ink-muted">{t("none")}</p>
            ) : (
              <ul className="mt-2 flex flex-col gap-3">
                {theirs.map((event) => (
                  <li key={event.id} className="print:break-inside-avoid">
                    <LaterWords event={event} />
                  </li>
                ))}
              </ul>
            )}
          </div>
        );
      })}
      {cases.length === 0 && <p className="px-4 py-3 text-ink-muted">{t("noCases")}</p>}
      {mine.length > 0 && (
        <details className="px-4 print:hidden">
          <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-accent">
            {t("record")}
          </summary>
          <ActionForm
            action={recordLater}
            hidden={{ sessionId }}
            labels={{
              caseId: t("case"),
              kind: t("kindLabel"),
              title: t("what"),
              happened: t("when"),
            }}
            submit={t("submit")}
            saved={t("saved")}
            className="pb-4"
          >
            <p className="max-w-measure text-meta text-ink-muted">{t("hint")}</p>
            <FormSelect
              name="caseId"
              label={t("case")}
              className="max-w-96"
              options={mine.map(({ id, reference, title }) => ({
                value: id,
                label: `${reference} · ${title}`,
              }))}
            />
            <FormSelect
              name="kind"
              label={t("kindLabel")}
              className="max-w-80"
              options={laterKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
            <FormText name="title" label={t("what")} maxLength={200} />
            <FormDate name="happened" label={t("when")} />
            <FormArea name="note" label={t("note")} optional rows={3} maxLength={5000} />
            <FormText name="source" label={t("source")} optional maxLength={1000} />
            <FormSelect
              name="response"
              label={t("response")}
              hint={t("responseHint")}
              className="max-w-80"
              optional
              placeholder={t("notJudged")}
              options={governmentResponses.map((value) => ({
                value,
                label: t(`responses.${value}`),
              }))}
            />
          </ActionForm>
        </details>
      )}
    </Panel>
  );
}

function LaterWords({ event }: { event: LaterEvent }) {
  const t = useTranslations("afterwards.later");
  const formats = useFormats();
  return (
    <>
      <p>
        <span className="font-semibold">{t(`kind.${event.kind}`)}:</span>{" "}
        <bdi data-written="">{event.title}</bdi>
      </p>
      {event.note && (
        <p dir="auto" data-written="" className="max-w-measure whitespace-pre-line">
          {event.note}
        </p>
      )}
      <p className="text-meta text-ink-muted">
        {formats.date(knownDateOf("happened", event))}
        {event.source && (
          <>
            {" · "}
            {t("sourceIs")} <bdi data-written="">{event.source}</bdi>
          </>
        )}
        {event.recordedBy && (
          <>
            {" · "}
            <bdi data-written="">{event.recordedBy}</bdi>
          </>
        )}
      </p>
    </>
  );
}
