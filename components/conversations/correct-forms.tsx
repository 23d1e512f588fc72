import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import {
  correctConversation,
  finishNextStep,
  takeBackConversation,
} from "@/lib/conversations/actions";
import type { ConversationDetail } from "@/lib/conversations/conversation";
import type { Contact } from "@/lib/states/meeting";
import { NextStepFields, ToldFields, useToldLabels, VisibilityField } from "./told-fields";

/** Corrects one's own: everything but its State and its cases. */
export function CorrectForm({
  stateKey,
  conversation,
  today,
  members,
  contacts,
}: {
  stateKey: string;
  conversation: ConversationDetail;
  today: string;
  members: readonly { id: string; name: string }[];
  contacts: readonly Contact[];
}) {
  const t = useTranslations("conversations.correct");
  const { id, version, about, visibility, nextStep } = conversation;
  return (
    <ActionForm
      action={correctConversation}
      hidden={{ stateKey, id, version: String(version) }}
      labels={useToldLabels()}
      submit={t("submit")}
      className="max-w-3xl"
    >
      <ToldFields
        told={conversation}
        today={today}
        me={conversation.hadById}
        members={members}
        contacts={contacts}
      />
      {!nextStep?.isOnCommitments && <NextStepFields next={nextStep} members={members} />}
      {about.length > 0 && <VisibilityField offersTeam defaultValue={visibility} />}
    </ActionForm>
  );
}

/** One press: it no longer counts, or it does again. */
export function TakeBackForm({
  stateKey,
  conversation,
}: {
  stateKey: string;
  conversation: Pick<ConversationDetail, "id" | "isTakenBack">;
}) {
  const t = useTranslations("conversations.correct");
  const { id, isTakenBack } = conversation;
  return (
    <div className="flex flex-col gap-1">
      <ActionForm
        action={takeBackConversation}
        hidden={{ stateKey, id, back: isTakenBack ? "no" : "yes" }}
        submit={isTakenBack ? t("standBy") : t("takeBack")}
        look="secondary"
        size="small"
      />
      {!isTakenBack && (
        <p className="max-w-measure text-meta text-ink-muted">{t("takeBackHint")}</p>
      )}
    </div>
  );
}

/** One press: the next step is done. */
export function FinishStepForm({
  id,
  step,
  isDone = false,
}: {
  id: string;
  step: string;
  isDone?: boolean;
}) {
  const t = useTranslations("conversations.step");
  return (
    <ActionForm
      action={finishNextStep}
      hidden={{ id, done: isDone ? "no" : "yes" }}
      submit={isDone ? t("notDone") : t("done")}
      {...(!isDone && { name: t("doneOf", { step }) })}
      look="quiet"
      size="small"
    />
  );
}
