"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm, useFormParts } from "@/components/forms/action-form";
import {
  FormArea,
  FormCheck,
  FormRadios,
  FormSelect,
  FormText,
} from "@/components/forms/form-fields";

import { classes } from "@/components/ui/classes";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import {
  commitmentVisibilities,
  confidentialities,
  deliveries,
  modalities,
  stages,
  words,
} from "@/db/reference/words";
import { changeCommitmentForm } from "@/lib/commitments/actions";
import { type CommitmentDetail, namingsUpTo } from "@/lib/commitments/commitment";
import { useCommitmentWords } from "./commitment-words";
import { StageTile, useStageName } from "./stage-glyph";
import { WhoReads } from "./who-reads";

type Props = { commitment: CommitmentDetail };

/** One of the four axes, or the follow-up, as a form of its own: each is saved alone and keeps what the others hold. */
function PartForm({
  commitment,
  part,
  shown,
  children,
  look = "secondary",
}: Props & {
  part: "stage" | "word" | "content" | "delivery" | "follow";
  /** Fields that may be emptied here. */
  shown: string[];
  children: ReactNode;
  look?: "primary" | "secondary";
}) {
  const t = useTranslations("commitments.detail");
  const why = useTranslations("commitments.why");
  const words = useCommitmentWords();
  const hidden: Record<string, string> = {
    id: commitment.id,
    expectedVersion: String(commitment.version),
  };
  return (
    <ActionForm
      action={changeCommitmentForm}
      hidden={hidden}
      look={look}
      size="small"
      submit={t("save", { part: t(`parts.${part}`) })}
      saved={t("saved")}
      className={classes("gap-4", part === "stage" && "group/stage")}
      outcome={(result) =>
        result.outcome === "conflict" ? (
          <Notice tone="caution" role="alert" title={words.meanwhile(result.row, result.by)}>
            {t("conflict")}
          </Notice>
        ) : null
      }
    >
      {shown.map((field) => (
        <input key={field} type="hidden" name="shown[]" value={field} />
      ))}
      {children}
      <details suppressHydrationWarning key={commitment.version}>
        <summary className="link target w-fit text-meta">{why("open")}</summary>
        <WhyField />
      </details>
    </ActionForm>
  );
}

/** Beside each form of the page, so that it has no anchor of its own. */
function WhyField() {
  const t = useTranslations("commitments.why");
  const { fault, typed } = useFormParts();
  return (
    <TextField
      name="because"
      optional
      maxLength={300}
      dir="auto"
      label={t("label")}
      hint={t("hint")}
      error={fault("because")}
      defaultValue={typed("because", "")}
      className="mt-2"
    />
  );
}

/** Where the ask stands, with the two marks of *considering*. */
export function StageForm({ commitment }: Props) {
  const t = useTranslations("commitments.detail");
  const stageName = useStageName();
  return (
    <PartForm commitment={commitment} part="stage" shown={["withCapital"]} look="primary">
      <FormRadios
        // What was taken back beside it is drawn anew.
        key={commitment.stage}
        name="stage"
        label={t("stage")}
        hint={t("stageHint")}
        defaultValue={commitment.stage}
        options={stages.map((stage) => ({
          value: stage,
          label: (
            <span className="inline-flex items-center gap-2">
              <StageTile stage={stage} silent />
              {stageName(stage)}
            </span>
          ),
        }))}
      />
      <div className="flex flex-col gap-4 not-group-has-[[name=stage][value=considering]:checked]/stage:hidden">
        <FormCheck
          name="withCapital"
          label={t("withCapital")}
          defaultChecked={commitment.withCapital}
        />
        <FormSelect
          name="leaning"
          label={t("leaning")}
          placeholder={null}
          defaultValue={commitment.leaning ?? "none"}
          options={[
            { value: "none", label: t("leaningNone") },
            { value: "yes", label: t("leaningYes") },
            { value: "no", label: t("leaningNo") },
          ]}
        />
      </div>
    </PartForm>
  );
}

/** How sure we are, of what words, by whom, heard by whom. */
export function WordForm({ commitment }: Props) {
  const t = useTranslations("commitments");
  const wordsOf = useCommitmentWords();
  return (
    <PartForm
      commitment={commitment}
      part="word"
      shown={["wordOn", "wordSaidBy", "wordHeardBy", "wordText"]}
    >
      <FormSelect
        name="word"
        label={t("detail.word")}
        hint={t("detail.wordHint")}
        placeholder={null}
        defaultValue={commitment.word ? String(commitment.word) : "none"}
        options={[
          { value: "none", label: t("word.none") },
          ...words.map((word) => ({ value: String(word), label: wordsOf.word(word) })),
        ]}
      />
      <FormText
        name="wordOn"
        type="date"
        width="medium"
        optional
        label={t("detail.wordOn")}
        defaultValue={commitment.wordOn ?? ""}
      />
      <FormText
        name="wordSaidBy"
        optional
        maxLength={300}
        label={t("detail.wordSaidBy")}
        defaultValue={commitment.wordSaidBy}
      />
      <FormText
        name="wordHeardBy"
        optional
        maxLength={300}
        label={t("detail.wordHeardBy")}
        defaultValue={commitment.wordHeardBy}
      />
      <FormArea
        name="wordText"
        optional
        label={t("detail.wordText")}
        defaultValue={commitment.wordText}
      />
    </PartForm>
  );
}

/** What exactly will be said, as far as consent lets it be asked. */
export function ContentForm({ commitment }: Props) {
  const t = useTranslations("commitments");
  const wordsOf = useCommitmentWords();
  const allowed = namingsUpTo(commitment.mayName);
  return (
    <PartForm
      commitment={commitment}
      part="content"
      shown={["wordingAsked", "wordingOffered", "condition"]}
    >
      <FormSelect
        name="modality"
        label={t("detail.modality")}
        optional
        placeholder={null}
        defaultValue={commitment.modality ?? "none"}
        options={[
          { value: "none", label: t("detail.notKnown") },
          ...modalities[commitment.forum].map((one) => ({
            value: one,
            label: t(`modality.${one}`),
          })),
        ]}
      />
      <FormRadios
        name="naming"
        label={t("detail.naming")}
        hint={t("new.namingLimit", { most: wordsOf.naming(commitment.mayName) })}
        defaultValue={commitment.naming}
        options={allowed.map((one) => ({ value: one, label: wordsOf.naming(one) }))}
      />
      <FormArea
        name="wordingAsked"
        optional
        label={t("detail.wordingAsked")}
        hint={t("new.wordingHint")}
        defaultValue={commitment.wordingAsked}
      />
      <FormArea
        name="wordingOffered"
        optional
        label={t("detail.wordingOffered")}
        defaultValue={commitment.wordingOffered}
      />
      <FormText
        name="condition"
        optional
        label={t("detail.condition")}
        hint={t("detail.conditionHint")}
        defaultValue={commitment.condition}
      />
      <FormSelect
        name="confidentiality"
        label={t("detail.confidentiality")}
        hint={t("detail.confidentialityHint")}
        placeholder={null}
        defaultValue={commitment.confidentiality}
        options={confidentialities.map((one) => ({
          value: one,
          label: t(`confidentiality.${one}`),
        }))}
      />
    </PartForm>
  );
}

/** What became of it. */
export function DeliveryForm({ commitment }: Props) {
  const t = useTranslations("commitments");
  return (
    <PartForm commitment={commitment} part="delivery" shown={[]}>
      <FormSelect
        name="delivery"
        label={t("detail.delivery")}
        hint={t("detail.deliveryHint")}
        placeholder={null}
        defaultValue={commitment.delivery ?? "none"}
        options={[
          { value: "none", label: t("detail.notKnown") },
          ...deliveries.map((one) => ({ value: one, label: t(`delivery.${one}`) })),
        ]}
      />
    </PartForm>
  );
}

/** What comes next, by whom, until when, and who may see the whole. */
export function FollowForm({ commitment }: Props) {
  const t = useTranslations("commitments");
  const words = useCommitmentWords();
  const owners = new Map(commitment.members.map((member) => [member.id, member.name]));
  if (commitment.owner && !owners.has(commitment.owner.id)) {
    owners.set(commitment.owner.id, words.owner(commitment.owner));
  }
  return (
    <PartForm commitment={commitment} part="follow" shown={["nextStep", "dueOn"]}>
      <FormText
        name="nextStep"
        optional
        maxLength={500}
        label={t("detail.nextStep")}
        defaultValue={commitment.nextStep}
      />
      <FormText
        name="dueOn"
        type="date"
        width="medium"
        optional
        label={t("detail.due")}
        defaultValue={commitment.dueOn ?? ""}
      />
      <FormSelect
        name="ownerId"
        label={t("detail.owner")}
        optional
        placeholder={null}
        defaultValue={commitment.owner?.id ?? "none"}
        options={[
          { value: "none", label: t("detail.noOne") },
          ...[...owners].map(([value, label]) => ({ value, label })),
        ]}
      />
      {!commitment.choosesReaders ? (
        <WhoReads>
          {t(commitment.isOfPartner ? "detail.partnersRead" : "detail.ownersChoice")}
        </WhoReads>
      ) : (
        <FormSelect
          name="visibility"
          label={t("detail.visibility")}
          placeholder={null}
          defaultValue={commitment.visibility}
          options={commitmentVisibilities.map((one) => ({
            value: one,
            label: t(`visibility.${one}`),
          }))}
        />
      )}
    </PartForm>
  );
}

/** Ends the ask as lapsed or withdrawn, or opens it again. It keeps its last stage. */
export function CloseForms({ commitment }: Props) {
  const t = useTranslations("commitments.detail");
  const form = (value: "lapsed" | "withdrawn" | "none", label: string) => (
    <ActionForm
      key={value}
      action={changeCommitmentForm}
      hidden={{
        id: commitment.id,
        expectedVersion: String(commitment.version),
        closedAs: value,
      }}
      look="secondary"
      size="small"
      submit={label}
    />
  );
  return (
    <div className="flex flex-wrap gap-2">
      {commitment.closedAs
        ? form("none", t("reopen"))
        : [form("lapsed", t("lapse")), form("withdrawn", t("withdraw"))]}
    </div>
  );
}
