import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormSelect, FormText } from "@/components/forms/form-fields";
import { Icon } from "@/components/ui/icon";
import { Plus } from "@/components/ui/icons";
import { cautionKinds, contactRoles } from "@/db/reference/words";
import {
  endCaution,
  hideContact,
  noteCaution,
  noteContact,
  removeContact,
  shareContact,
} from "@/lib/missions/actions";
import type { Caution, Contact } from "@/lib/states/meeting";

/**
 * Leads to the page with a form opened in its place. A folded form would fold again when it comes back with an error,
 * and hide it from those without scripts.
 */
export function OpenFormLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={false}
      className="link target mt-3 inline-flex items-center gap-1.5 self-start text-meta font-semibold print:hidden"
    >
      <Icon of={Plus} size={16} />
      {children}
    </Link>
  );
}

function CloseFormLink({ stateKey }: { stateKey: string }) {
  const t = useTranslations("common");
  return (
    <Link
      href={`/states/${stateKey}` as Route}
      prefetch={false}
      scroll={false}
      className="link target text-meta"
    >
      {t("close")}
    </Link>
  );
}

/** One of the forms of the page, opened in its place. */
function MissionForm({
  stateKey,
  title,
  className,
  ...form
}: { stateKey: string; title: string } & Pick<
  ComponentProps<typeof ActionForm<void>>,
  "action" | "labels" | "submit" | "saved" | "children" | "className"
>) {
  return (
    <div className={className}>
      <h3 className="mb-3">{title}</h3>
      <ActionForm {...form} hidden={{ stateKey }} size="small" className="mb-3" />
      <CloseFormLink stateKey={stateKey} />
    </div>
  );
}

/** Notes a caution on a State's mission. */
export function NoteCautionForm({ stateKey, today }: { stateKey: string; today: string }) {
  const t = useTranslations("states.caution");
  const labels = {
    kind: t("fields.kind"),
    note: t("fields.note"),
    saferAlternative: t("fields.safer"),
    source: t("fields.source"),
    notedOn: t("fields.notedOn"),
  };
  return (
    <MissionForm
      stateKey={stateKey}
      title={t("add")}
      action={noteCaution}
      labels={labels}
      submit={t("save")}
      saved={t("saved")}
      className="mt-4 rounded-control bg-surface p-4 print:hidden"
    >
      <FormSelect
        name="kind"
        label={labels.kind}
        options={cautionKinds.map((kind) => ({ value: kind, label: t(`kindOption.${kind}`) }))}
      />
      <FormArea name="note" label={labels.note} rows={2} optional />
      <FormText
        name="saferAlternative"
        label={labels.saferAlternative}
        hint={t("fields.saferHint")}
        optional
      />
      <FormText name="source" label={labels.source} hint={t("fields.sourceHint")} />
      <FormText
        name="notedOn"
        type="date"
        label={labels.notedOn}
        defaultValue={today}
        max={today}
        width="medium"
      />
    </MissionForm>
  );
}

/** One press: the caution no longer holds. It stays in the record. */
export function EndCautionForm({ stateKey, caution }: { stateKey: string; caution: Caution }) {
  const t = useTranslations("states.caution");
  return (
    <ActionForm
      action={endCaution}
      hidden={{ stateKey, id: caution.id }}
      submit={t("end")}
      name={t("endOf", { kind: t(`kind.${caution.kind}`) })}
      look="quiet"
      size="small"
      className="print:hidden"
    />
  );
}

/** Notes whom to write to. */
export function NoteContactForm({ stateKey }: { stateKey: string }) {
  const t = useTranslations("states.contact");
  const labels = {
    role: t("fields.role"),
    name: t("fields.name"),
    cautions: t("fields.cautions"),
    place: t("fields.place"),
    channel: t("fields.channel"),
    language: t("fields.language"),
    leadTimeDays: t("fields.leadTime"),
  };
  return (
    <MissionForm
      stateKey={stateKey}
      title={t("add")}
      action={noteContact}
      labels={labels}
      submit={t("save")}
      saved={t("saved")}
      className="mt-2"
    >
      <FormSelect
        name="role"
        label={labels.role}
        hint={t("fields.roleHint")}
        options={contactRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      />
      <FormText name="name" label={labels.name} hint={t("fields.nameHint")} optional />
      <FormArea
        name="cautions"
        label={labels.cautions}
        hint={t("fields.cautionsHint")}
        rows={2}
        optional
      />
      <FormText name="place" label={labels.place} optional />
      <FormText name="channel" label={labels.channel} optional />
      <FormText name="language" label={labels.language} optional />
      <FormText
        name="leadTimeDays"
        label={labels.leadTimeDays}
        hint={t("fields.leadTimeHint")}
        inputMode="numeric"
        width="short"
        optional
      />
    </MissionForm>
  );
}

/** One press: the contact is gone. */
export function RemoveContactForm({ stateKey, contact }: { stateKey: string; contact: Contact }) {
  const t = useTranslations("states.contact");
  return (
    <ActionForm
      action={removeContact}
      hidden={{ stateKey, id: contact.id }}
      submit={t("remove")}
      name={t("removeOf", { role: t(`role.${contact.role}`) })}
      look="quiet"
      size="small"
    />
  );
}

/** To whom a contact is shown, each to be ended, and the form that shows it to another partner. */
export function ShareContactForms({
  stateKey,
  contact,
  partners,
}: {
  stateKey: string;
  contact: Contact;
  partners: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("states.contact");
  const role = t(`role.${contact.role}`);
  const left = partners.filter(({ id }) => !contact.shownTo.some((shown) => shown.id === id));
  return (
    <>
      {contact.shownTo.map(({ id, name }) => (
        <div key={id} className="flex flex-wrap items-center gap-x-3 text-meta">
          <bdi data-written="">{t("shownTo", { organisation: name })}</bdi>
          <ActionForm
            action={hideContact}
            hidden={{ stateKey, id: contact.id, partnerOrgId: id }}
            submit={t("hide")}
            name={t("hideOf", { organisation: name })}
            look="quiet"
            size="small"
          />
        </div>
      ))}
      {left.length > 0 && (
        <details suppressHydrationWarning>
          <summary className="link target w-fit text-meta">
            {t("share")}
            <span className="sr-only">: {role}</span>
          </summary>
          <ActionForm
            action={shareContact}
            hidden={{ stateKey, id: contact.id }}
            labels={{ partnerOrgId: t("sharePartner") }}
            submit={t("shareSubmit")}
            look="secondary"
            size="small"
            className="mt-2"
          >
            <FormSelect
              name="partnerOrgId"
              label={t("sharePartner")}
              options={left.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </ActionForm>
        </details>
      )}
    </>
  );
}
