"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import { buttonClasses } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice-group";
import { Icon } from "@/components/ui/icon";
import { Plus } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { guestHours } from "@/db/reference/words";
import { makeGuestLink } from "@/lib/guests/actions";

/** Makes an address for one guest. */
export function GuestLinkForm({
  briefId,
  states,
}: {
  briefId: string;
  /** To choose from, where the brief is not for one mission. */
  states: readonly { key: string; name: string }[] | null;
}) {
  const t = useTranslations("guests.make");
  const refused = useTranslations("guests.refused");
  return (
    <details className="mt-4 border-t border-line pt-3" suppressHydrationWarning>
      <summary
        className={`${buttonClasses({ look: "secondary" })} cursor-pointer list-none [&::-webkit-details-marker]:hidden`}
      >
        <Icon of={Plus} />
        {t("open")}
      </summary>
      <ActionForm
        action={makeGuestLink}
        hidden={{ briefId }}
        labels={{ recipient: t("recipient"), stateKey: t("state"), hours: t("hours") }}
        submit={t("go")}
        className="mt-3 max-w-measure"
        refused={(messageKey) =>
          messageKey === "guests.refused.unprinted" ? (
            <>
              <Notice tone="caution" role="alert" title={refused("unprinted")} />
              <Choice type="checkbox" name="sure" value="yes" label={t("asItIs")} />
            </>
          ) : null
        }
      >
        <FormText
          name="recipient"
          label={t("recipient")}
          hint={t("recipientHint")}
          maxLength={120}
          dir="auto"
          required
        />
        {states && (
          <FormSelect
            name="stateKey"
            label={t("state")}
            hint={t("stateHint")}
            placeholder=""
            options={states.map(({ key, name }) => ({ value: key, label: name }))}
          />
        )}
        <FormSelect
          name="hours"
          label={t("hours")}
          defaultValue="72"
          options={guestHours.map((hours) => ({
            value: String(hours),
            label: t("hoursOf", { hours }),
          }))}
        />
        <p className="text-meta text-ink-muted">{t("hold")}</p>
      </ActionForm>
    </details>
  );
}
