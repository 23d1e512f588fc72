import { useTranslations } from "next-intl";
import { FormArea, FormDate, FormSelect, FormText } from "@/components/forms/form-fields";
import { channels, commitmentVisibilities } from "@/db/reference/words";
import type { ConversationDetail } from "@/lib/conversations/conversation";
import { knownDate } from "@/lib/dates/stored-date";
import type { Contact } from "@/lib/states/meeting";

type Told = Pick<
  ConversationDetail,
  "had" | "channel" | "hadById" | "alsoThere" | "contactId" | "withWhom" | "said"
>;

/** When, how, who with whom, and the words. A contact is chosen by post and name: how to reach them stands elsewhere. */
export function ToldFields({
  told,
  today,
  me,
  members,
  contacts,
}: {
  told?: Told;
  today: string;
  /** The membership of whoever writes. */
  me: string;
  members: readonly { id: string; name: string }[];
  contacts: readonly Contact[];
}) {
  const t = useTranslations("conversations");
  const role = useTranslations("states.contact.role");
  return (
    <>
      <FormArea
        name="said"
        label={t("form.said")}
        hint={t("form.saidHint")}
        rows={4}
        optional
        {...(told && { defaultValue: told.said })}
      />
      <FormSelect
        name="channel"
        label={t("form.channel")}
        options={channels.map((one) => ({ value: one, label: t(`channel.${one}`) }))}
        {...(told && { defaultValue: told.channel })}
      />
      <FormDate
        name="had"
        label={t("form.had")}
        defaultValue={told ? knownDate(told.had) : { precision: "day", from: today }}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <FormSelect
          name="contactId"
          label={t("form.contact")}
          optional
          placeholder={t("form.contactNone")}
          options={contacts.map((contact) => ({
            value: contact.id,
            label: [role(contact.role), contact.name].filter(Boolean).join(", "),
          }))}
          {...(told?.contactId && { defaultValue: told.contactId })}
        />
        <FormText
          name="withWhom"
          label={t("form.withWhom")}
          hint={t("form.withWhomHint")}
          optional
          {...(told && { defaultValue: told.withWhom })}
        />
        <FormSelect
          name="hadBy"
          label={t("form.hadBy")}
          placeholder={null}
          defaultValue={told?.hadById ?? me}
          options={members.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FormText
          name="alsoThere"
          label={t("form.alsoThere")}
          optional
          {...(told && { defaultValue: told.alsoThere })}
        />
      </div>
    </>
  );
}

/** What comes next, by when and whose. */
export function NextStepFields({
  next,
  members,
}: {
  next?: ConversationDetail["nextStep"];
  members: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("conversations.form");
  return (
    <>
      <FormText
        name="nextStep"
        label={t("nextStep")}
        hint={t("nextStepHint")}
        optional
        {...(next && { defaultValue: next.text })}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <FormText
          name="nextDueOn"
          type="date"
          label={t("nextDueOn")}
          optional
          {...(next?.dueOn && { defaultValue: next.dueOn })}
        />
        <FormSelect
          name="nextOwnerId"
          label={t("nextOwner")}
          optional
          placeholder={t("nobody")}
          options={members.map(({ id, name }) => ({ value: id, label: name }))}
          {...(next?.owner && { defaultValue: next.owner.id })}
        />
      </div>
    </>
  );
}

/** Who may read it. The team is offered to those who are in one. */
export function VisibilityField({
  offersTeam,
  defaultValue = "organisation",
}: {
  offersTeam: boolean;
  defaultValue?: ConversationDetail["visibility"];
}) {
  const t = useTranslations("conversations");
  return (
    <FormSelect
      name="visibility"
      label={t("form.visibility")}
      hint={t("form.visibilityHint")}
      placeholder={null}
      defaultValue={defaultValue}
      options={commitmentVisibilities
        .filter((one) => one !== "team" || offersTeam)
        .map((one) => ({ value: one, label: t(`visibility.${one}`) }))}
    />
  );
}

/** The labels of these fields, for the list of errors. */
export function useToldLabels(): Record<string, string> {
  const t = useTranslations("conversations.form");
  return {
    said: t("said"),
    channel: t("channel"),
    had: t("had"),
    contactId: t("contact"),
    withWhom: t("withWhom"),
    hadBy: t("hadBy"),
    alsoThere: t("alsoThere"),
    sessionId: t("occasion"),
    nextStep: t("nextStep"),
    nextDueOn: t("nextDueOn"),
    nextOwnerId: t("nextOwner"),
    visibility: t("visibility"),
  };
}
