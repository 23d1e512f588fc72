import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { MessageSquarePlus } from "@/components/ui/icons";
import { logConversation } from "@/lib/conversations/actions";
import type { ConversationChoices } from "@/lib/conversations/conversation";
import type { Contact } from "@/lib/states/meeting";
import { SubjectFields } from "./subject-fields";
import { NextStepFields, ToldFields, useToldLabels, VisibilityField } from "./told-fields";

/** Logs an exchange: the words first, since they are forgotten first. */
export function LogForm({
  stateKey,
  today,
  me,
  choices,
  contacts,
}: {
  stateKey: string;
  today: string;
  me: string;
  choices: ConversationChoices;
  contacts: readonly Contact[];
}) {
  const t = useTranslations("conversations.form");
  const isInTeam = [...choices.asks, ...choices.cases].some((one) => one.isInTeam);
  return (
    <ActionForm
      action={logConversation}
      hidden={{ stateKey }}
      labels={useToldLabels()}
      submit={t("submit")}
      icon={MessageSquarePlus}
      className="max-w-3xl"
    >
      <ToldFields today={today} me={me} members={choices.members} contacts={contacts} />
      <SubjectFields choices={choices} />
      <NextStepFields members={choices.members} />
      <VisibilityField offersTeam={isInTeam} />
    </ActionForm>
  );
}
