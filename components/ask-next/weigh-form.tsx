import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useSessionOptions } from "@/components/sessions/use-session-options";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/choice-group";
import { Panel } from "@/components/ui/panel";
import { Select, SelectField } from "@/components/ui/select-field";
import { mostWeight, reasonKinds, startWeights, type Weights } from "@/lib/ask-next/ask-next";
import { nextToCome } from "@/lib/sessions/session";

const choices = Array.from({ length: mostWeight + 1 }, (_, points) => ({
  value: String(points),
  label: String(points),
}));

/** Where the order of States for a case is asked for. */
export const addressOfOrder = (caseId: string): Route => `/cases/${caseId}/ask-next` as Route;

/**
 * The occasion and what each reason weighs: fields of the form around them, which asks for the page anew, so that the
 * address holds it all.
 */
export function WeighFields({
  caseId,
  sessions,
  sessionId,
  weights,
}: {
  caseId: string;
  sessions: readonly { id: string; title: string; startsOn: string | null; isPast: boolean }[];
  /** The occasion that is shown already; without one the form is what there is to do, and has the whole width. */
  sessionId?: string;
  weights: Weights;
}) {
  const t = useTranslations("askNext.weigh");
  const sessionOptions = useSessionOptions();
  const chosen = sessionId ?? nextToCome(sessions)?.id;
  const id = useId();
  const address = addressOfOrder(caseId);
  const isMoved = reasonKinds.some((kind) => weights[kind] !== startWeights[kind]);
  return (
    <Panel title={t("title")}>
      <div id="weights" className="flex scroll-mt-24 flex-col gap-4">
        <SelectField
          name="session"
          label={t("session")}
          {...(chosen && { defaultValue: chosen })}
          options={sessionOptions(sessions)}
        />
        <FieldGroup label={t("legend")} hint={t("hint")}>
          <div
            className={`mt-1 grid gap-x-6 gap-y-2 sm:grid-cols-2 ${sessionId ? "lg:grid-cols-1" : ""}`}
          >
            {reasonKinds.map((kind) => (
              <div key={kind} className="flex items-center justify-between gap-3">
                <label htmlFor={`${id}-${kind}`}>{t(`kind.${kind}`)}</label>
                <Select
                  id={`${id}-${kind}`}
                  name={kind}
                  defaultValue={String(weights[kind])}
                  options={choices}
                  className="w-18 shrink-0"
                />
              </div>
            ))}
          </div>
        </FieldGroup>
        <div className="flex flex-wrap items-center gap-4">
          <Button type="submit" formAction={address} look={sessionId ? "secondary" : "primary"}>
            {t("submit")}
          </Button>
          {isMoved && (
            <Link
              href={`${address}${sessionId ? `?session=${sessionId}` : ""}` as Route}
              prefetch={false}
              className="link target text-meta"
            >
              {t("start")}
            </Link>
          )}
        </div>
        <p className="text-meta text-ink-muted">{t("share")}</p>
      </div>
    </Panel>
  );
}
