import { useTranslations } from "next-intl";
import { Cautions } from "@/components/states/warnings";
import { Ban } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { Caution, Contact } from "@/lib/states/meeting";

/** What to mind of a State, of those whom one meets there and of the cases of a brief, under the mark that it stays here. */
export function CautionSheet({
  warnings,
  contacts,
  about,
}: {
  warnings: readonly Caution[];
  contacts: readonly Pick<Contact, "id" | "role" | "cautions">[];
  about: readonly { id: string; reference: string; doNotMention: string }[];
}) {
  const t = useTranslations("briefs.cautions");
  const role = useTranslations("states.contact.role");
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <Notice tone="danger" icon={Ban} title={t("mark")}>
        {t("markHint")}
      </Notice>
      <Cautions cautions={warnings} />
      {contacts.length > 0 && (
        <Panel title={t("ofContacts")}>
          <dl className="flex flex-col gap-2">
            {contacts.map((contact) => (
              <div key={contact.id}>
                <dt className="text-meta text-ink-muted">{role(contact.role)}</dt>
                <dd dir="auto" data-written="" className="whitespace-pre-line">
                  {contact.cautions}
                </dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
      {about.length > 0 && (
        <Panel title={t("ofCases")}>
          <ul className="flex flex-col gap-2">
            {about.map(({ id, doNotMention, reference }) => (
              <li key={id} dir="auto" data-written="" className="whitespace-pre-line text-danger">
                {reference}: {doNotMention}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
