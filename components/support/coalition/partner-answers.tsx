import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormRadios, FormSelect } from "@/components/forms/form-fields";
import { Panel } from "@/components/ui/panel";
import { type PartnerState, partnerEndings } from "@/db/reference/support-words";
import { claimShown, closeShown, releaseShown, writeOfShown } from "@/lib/support/shown/actions";

/** What a partner can do with a request that is shown to it: take it on, say how it ended, give it away, write. */
export function PartnerAnswers({
  shownId,
  state,
  others,
}: {
  shownId: string;
  state: PartnerState;
  /** To whom it could be handed over. */
  others: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("coalition.shown");
  return (
    <>
      {(state === "shown" || state === "offered" || state === "closed") && (
        <Panel>
          <div className="flex flex-col gap-2">
            <ActionForm
              action={claimShown}
              hidden={{ shownId }}
              submit={t(state === "closed" ? "again" : "claim")}
              look={state === "closed" ? "secondary" : "primary"}
            />
            <p className="max-w-measure text-meta text-ink-muted">{t("claimHint")}</p>
          </div>
        </Panel>
      )}
      {state === "claimed" && <CloseForm shownId={shownId} />}
      {(state === "claimed" || state === "offered") && (
        <ReleaseForm shownId={shownId} others={state === "claimed" ? others : []} />
      )}
      <Panel title={t("write")}>
        <ActionForm
          action={writeOfShown}
          hidden={{ shownId }}
          submit={t("writeGo")}
          saved={t("sent")}
          look="secondary"
          labels={{ words: t("message") }}
        >
          <FormArea
            name="words"
            label={t("message")}
            hint={t("messageHint")}
            rows={3}
            maxLength={2000}
          />
        </ActionForm>
      </Panel>
    </>
  );
}

function CloseForm({ shownId }: { shownId: string }) {
  const t = useTranslations("coalition.shown");
  const endings = useTranslations("coalition.endings");
  return (
    <Panel title={t("close")}>
      <ActionForm
        action={closeShown}
        hidden={{ shownId }}
        submit={t("closeGo")}
        labels={{ closedAs: t("closeHow"), words: t("message") }}
      >
        <FormRadios
          name="closedAs"
          label={t("closeHow")}
          options={partnerEndings.map((value) => ({ value, label: endings(value) }))}
        />
        <FormArea
          name="words"
          label={t("message")}
          hint={t("messageHint")}
          optional
          rows={3}
          maxLength={2000}
        />
      </ActionForm>
    </Panel>
  );
}

function ReleaseForm({
  shownId,
  others,
}: {
  shownId: string;
  others: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("coalition.shown");
  return (
    <Panel title={t(others.length > 0 ? "release" : "releaseBack")}>
      <ActionForm
        action={releaseShown}
        hidden={{ shownId }}
        submit={t(others.length > 0 ? "releaseGo" : "releaseBack")}
        look="secondary"
        labels={{ toOrgId: t("to"), words: t("message") }}
      >
        {others.length > 0 && (
          <FormSelect
            name="toOrgId"
            label={t("to")}
            hint={t("toHint")}
            optional
            placeholder={t("toNobody")}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <FormArea
          name="words"
          label={t("message")}
          hint={t("messageHint")}
          optional
          rows={3}
          maxLength={2000}
        />
      </ActionForm>
    </Panel>
  );
}
