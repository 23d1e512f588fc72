"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useActionForm } from "@/components/forms/use-action-form";
import { useComplaint } from "@/components/forms/use-complaint";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { SelectField } from "@/components/ui/select-field";
import { TextArea, TextField } from "@/components/ui/text-field";
import {
  commitmentVisibilities,
  confidentialities,
  type Forum,
  modalities,
  type Naming,
  stages,
} from "@/db/reference/words";
import type { AskedAgain } from "@/lib/asked-again";
import { type OpenedResult, openCommitments } from "@/lib/commitments/actions";
import { namingsUpTo } from "@/lib/commitments/commitment";
import type { OpenCommitments } from "@/lib/commitments/input";
import { StateChoices, type StatesByRegion, StatesGroup } from "./asked-states";
import { useStageName } from "./stage-glyph";
import { WhoReads } from "./who-reads";

export interface OpenCommitmentsProps {
  caseId: string;
  /** The organisation whose case it is, where it is not the reader's own: then who reads the asks is not theirs to choose. */
  partner: string | null;
  session: { id: string; forum: Forum };
  mayName: Naming;
  /** By region, without the State concerned. */
  regions: StatesByRegion;
  members: { id: string; name: string }[];
  chosen: string[];
  /** What the form begins with where something led here. */
  begun: { modality: string; wordingAsked: string; supportRequestId: string };
}

/**
 * Asks many States at once. Names can be ticked or pasted; a name that fits no State, or several, comes back as a
 * question with everything else as it was typed, with scripts and without.
 */
export function OpenCommitmentsForm({
  caseId,
  partner,
  session,
  mayName,
  regions,
  members,
  chosen,
  begun,
}: OpenCommitmentsProps) {
  const t = useTranslations("commitments");
  const stageName = useStageName();
  const form = useActionForm<OpenedResult | AskedAgain>(openCommitments);
  const { state, fault, typed } = form;
  const result = state.status === "done" ? state.result : null;
  const unclear = result?.outcome === "unclear" ? result : null;
  const names = new Map(
    regions.flatMap((region) => region.states.map(({ key, name }) => [key, name])),
  );
  const value = (name: keyof OpenCommitments, otherwise = "") =>
    unclear ? String(unclear.input[name] ?? "") : (typed(name, otherwise) ?? otherwise);
  const round = useRound(state);
  const sentStates =
    "values" in state ? ((state.values["states[]"] as string[] | undefined) ?? []) : chosen;
  const ticked = unclear ? unclear.input.states : sentStates;
  const answers = unclear
    ? unclear.input.meant
    : "values" in state
      ? ((state.values["meant[]"] as string[] | undefined) ?? [])
      : [];
  const faults = state.status === "invalid" ? Object.keys(state.fields) : [];
  const complaint = useComplaint(
    state,
    form.refusal !== null || faults.length > 0 || unclear !== null,
  );
  if (result?.outcome === "opened") {
    return (
      <Notice tone="done" role="status" title={t("new.opened", { count: result.opened.length })}>
        {result.apart > 0 && <p>{t("new.apart", { count: result.apart })}</p>}
        {result.already > 0 && <p>{t("new.already", { count: result.already })}</p>}
        {begun.supportRequestId && (
          <p>
            <Link
              href={`/cases/${result.caseId}/support/${begun.supportRequestId}` as Route}
              className="link target font-semibold"
            >
              {t("new.seeRequest")}
            </Link>
          </p>
        )}
        <Link
          href={`/commitments?case=${result.caseId}` as Route}
          className="link target font-semibold"
        >
          {t("new.see")}
        </Link>
      </Notice>
    );
  }
  return (
    <form {...form.sending} noValidate className="flex max-w-3xl flex-col gap-6">
      <input type="hidden" name="caseId" value={caseId} />
      <input type="hidden" name="sessionId" value={session.id} />
      {begun.supportRequestId && (
        <input type="hidden" name="supportRequestId" value={begun.supportRequestId} />
      )}
      <div ref={complaint} tabIndex={-1} className="flex scroll-mt-24 flex-col gap-6 empty:hidden">
        {form.refusal && <Notice tone="danger" role="alert" title={form.refusal} />}
        <ErrorSummary errors={faults.map((field) => ({ field, message: fault(field) ?? "" }))} />
        {unclear && (
          <Notice tone="caution" role="alert" title={t("new.unclearTitle")}>
            <div className="flex flex-col gap-3">
              {unclear.unclear.map((name) => {
                const part = encodeURIComponent(name.text);
                return (
                  <SelectField
                    key={name.text}
                    name="meant[]"
                    label={t(name.isGroup ? "new.group" : `new.unclear.${name.fits}`, {
                      text: name.text,
                    })}
                    {...(name.concerned && {
                      hint: t("new.maybeConcerned", { state: name.concerned }),
                    })}
                    options={[
                      ...[...name.codes, ...name.nearest].map((key) => ({
                        value: `${part}:${key}`,
                        label: names.get(key) ?? key,
                      })),
                      { value: `${part}:`, label: t("new.none", { text: name.text }) },
                    ]}
                  />
                );
              })}
            </div>
          </Notice>
        )}
      </div>
      {answers.map((answer) => (
        <input key={answer} type="hidden" name="meant[]" value={answer} />
      ))}
      <StatesGroup key={`chosen ${round}`} ticked={ticked.length} names={value("names")}>
        <TextArea
          name="names"
          rows={3}
          label={t("new.names")}
          hint={t("new.namesHint")}
          optional
          error={fault("names")}
          defaultValue={value("names")}
        />
        <StateChoices regions={regions} ticked={ticked} />
      </StatesGroup>
      <RadioGroup
        key={`stage ${round}`}
        name="stage"
        label={t("new.stage")}
        defaultValue={value("stage", "planned")}
        options={stages
          .filter((stage) => ["planned", "asked", "considering", "agreed"].includes(stage))
          .map((stage) => ({ value: stage, label: stageName(stage) }))}
      />
      <RadioGroup
        key={`naming ${round}`}
        name="naming"
        label={t("new.naming")}
        hint={t("new.namingHint")}
        defaultValue={value("naming", "theme")}
        options={namingsUpTo(mayName).map((one) => ({ value: one, label: t(`naming.${one}`) }))}
      />
      <TextArea
        key={`wording ${round}`}
        name="wordingAsked"
        rows={3}
        label={t("new.wording")}
        hint={t("new.wordingHint")}
        optional
        defaultValue={value("wordingAsked", begun.wordingAsked)}
      />
      <details
        suppressHydrationWarning
        open={Boolean(value("nextStep") || value("dueOn") || value("modality", begun.modality))}
      >
        <summary className="link target w-fit font-semibold">{t("new.more")}</summary>
        <div key={`more ${round}`} className="mt-4 grid gap-4 sm:grid-cols-2">
          <SelectField
            name="modality"
            label={t("new.modality")}
            optional
            placeholder={t("detail.notKnown")}
            defaultValue={value("modality", begun.modality)}
            options={modalities[session.forum].map((one) => ({
              value: one,
              label: t(`modality.${one}`),
            }))}
          />
          <TextField
            name="nextStep"
            label={t("new.nextStep")}
            optional
            maxLength={500}
            defaultValue={value("nextStep")}
          />
          <SelectField
            name="ownerId"
            label={t("new.owner")}
            optional
            placeholder={t("detail.noOne")}
            defaultValue={value("ownerId")}
            options={members.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField
            name="dueOn"
            type="date"
            label={t("new.due")}
            optional
            error={fault("dueOn")}
            defaultValue={value("dueOn")}
          />
          {partner === null && (
            <SelectField
              name="visibility"
              label={t("new.visibility")}
              placeholder={null}
              defaultValue={value("visibility", begun.supportRequestId ? "team" : "organisation")}
              options={commitmentVisibilities.map((one) => ({
                value: one,
                label: t(`visibility.${one}`),
              }))}
            />
          )}
          <SelectField
            name="confidentiality"
            label={t("new.confidentiality")}
            hint={t("detail.confidentialityHint")}
            placeholder={null}
            defaultValue={value("confidentiality", "coalition")}
            options={confidentialities.map((one) => ({
              value: one,
              label: t(`confidentiality.${one}`),
            }))}
          />
        </div>
      </details>
      {partner !== null && (
        <WhoReads>
          {t.rich("new.partnersRead", { organisation: () => <bdi>{partner}</bdi> })}
        </WhoReads>
      )}
      <div>
        <Button type="submit" look="primary" aria-disabled={form.isPending || undefined}>
          {t("new.submit")}
        </Button>
      </div>
    </form>
  );
}

/** Counts the server's answers: a field that is drawn anew takes its default again. */
function useRound(state: object): number {
  const [seen, setSeen] = useState({ state, round: 0 });
  if (seen.state !== state) {
    setSeen({ state, round: seen.round + 1 });
  }
  return seen.round;
}
