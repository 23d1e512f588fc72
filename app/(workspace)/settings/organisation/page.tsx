import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { OnePressForm } from "@/components/settings/one-press-form";
import {
  LeaveOrganisationForm,
  OrganisationNameForm,
  TellingForm,
} from "@/components/settings/organisation-forms";
import { LoadExampleForm } from "@/components/sign-in/load-example-form";
import { SubmissionSettings } from "@/components/submissions/submission-settings";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { loadExample } from "@/lib/example/actions";
import { canLoadExample } from "@/lib/example/permissions";
import {
  leaveOrganisation,
  renameOrganisation,
  setTelling,
  switchOrganisation,
} from "@/lib/organisations/actions";
import { canDecideTelling, canRenameOrganisation } from "@/lib/organisations/permissions";
import { findTelling, listMembers, listOwnOrganisations } from "@/lib/organisations/queries";
import { canSetSubmissions } from "@/lib/submissions/permissions";
import { findAddresses, listWindows } from "@/lib/submissions/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("documentTitle") };
}

export default async function OrganisationPage() {
  const actor = await requireActor();
  const [t, example, s, members, organisations, telling, addresses, windows] = await Promise.all([
    getTranslations("settings.organisation"),
    getTranslations("setUp.welcome.example"),
    getTranslations("settings"),
    listMembers(actor),
    listOwnOrganisations(actor),
    findTelling(actor),
    findAddresses(actor),
    listWindows(actor),
  ]);
  const administrators = members.filter(
    ({ role, status }) => role === "administrator" && status === "confirmed",
  );
  return (
    <div className="flex flex-col gap-6">
      {canRenameOrganisation(actor) ? (
        <OrganisationNameForm action={renameOrganisation} name={actor.organisationName} />
      ) : (
        <p className="font-semibold">
          <bdi>{actor.organisationName}</bdi>
        </p>
      )}
      <Panel title={t("administrators")} count={administrators.length}>
        <ul>
          {administrators.map(({ membershipId, name, email }) => (
            <li key={membershipId}>
              <bdi>{name}</bdi>{" "}
              <bdi dir="ltr" className="text-ink-muted">
                {email}
              </bdi>
            </li>
          ))}
        </ul>
      </Panel>
      {organisations.length > 1 && (
        <Panel title={t("yours")} flush>
          <ul>
            {organisations.map(({ id, name, role, isActive }) => (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-4 border-line px-4 py-3 not-first:border-t"
              >
                <span>
                  <bdi className="font-semibold">{name}</bdi>{" "}
                  <span className="text-ink-muted">{s(`roles.${role}`)}</span>
                </span>
                {isActive ? (
                  <Badge tone="accent">{t("current")}</Badge>
                ) : (
                  <OnePressForm
                    action={switchOrganisation}
                    fields={{ organisation: id }}
                    refused={s("refused")}
                  >
                    {t("switch", { name })}
                  </OnePressForm>
                )}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={t("telling.title")}>
        <div className="flex max-w-measure flex-col gap-2">
          <p>{t("telling.text")}</p>
          <p>{t("telling.who")}</p>
          {canDecideTelling(actor) ? (
            <TellingForm action={setTelling} telling={telling} />
          ) : (
            <p className="font-semibold">{t("telling.now", { choice: t(`telling.${telling}`) })}</p>
          )}
        </div>
      </Panel>
      <Messages of={["submissions.settings", "forms", "refusals"]}>
        <SubmissionSettings
          addresses={addresses}
          windows={windows}
          maySet={canSetSubmissions(actor)}
        />
      </Messages>
      {canLoadExample(actor) && (
        <Panel title={example("title")}>
          <p className="mb-3">{example("text")}</p>
          <Messages of={["setUp", "forms", "refusals"]}>
            <LoadExampleForm action={loadExample} />
          </Messages>
        </Panel>
      )}
      <Panel title={t("leave.title", { name: actor.organisationName })}>
        <p className="mb-2">{t("leave.text")}</p>
        <LeaveOrganisationForm action={leaveOrganisation} />
      </Panel>
    </div>
  );
}
