"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import { CopyLink } from "@/components/settings/copy-link";
import { buttonClasses } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice-group";
import { Icon } from "@/components/ui/icon";
import { Plus } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { guestHours } from "@/db/reference/words";
import { makeGuestLink } from "@/lib/guests/actions";
import type { LinkState } from "@/lib/guests/guest-link";

/** The reader's own newest address. */
interface NewestLink {
  id: string;
  recipient: string;
  is: LinkState;
  /** Null where it is not to be passed on. */
  address: string | null;
}

/** Makes an address for one guest. Once it is made the form is closed, and what was made is told in its place. */
export function GuestLinkForm({
  briefId,
  states,
  newest,
}: {
  briefId: string;
  /** To choose from, where the brief is not for one mission. */
  states: readonly { key: string; name: string }[] | null;
  newest: NewestLink | null;
}) {
  const t = useTranslations("guests.make");
  const refused = useTranslations("guests.refused");
  const [before] = useState(newest?.id);
  return (
    <>
      {newest && newest.id !== before && (newest.address || newest.is === "waits") && (
        <Made key={newest.id} link={newest} />
      )}
      <details key={newest?.id} className="mt-4 border-t border-line pt-3" suppressHydrationWarning>
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
    </>
  );
}

/** The form that was sent is gone: whoever sent it is led to what came of it. */
function Made({ link: { address, recipient } }: { link: NewestLink }) {
  const t = useTranslations("guests");
  const made = useRef<HTMLDivElement>(null);
  useEffect(() => made.current?.focus(), []);
  return (
    <div ref={made} tabIndex={-1} className="mt-4 scroll-mt-24 rounded-control">
      <Notice
        tone={address ? "info" : "caution"}
        role="status"
        title={
          <bdi data-written="">{t(address ? "make.made" : "make.madeWaits", { recipient })}</bdi>
        }
      >
        {address && (
          <CopyLink
            label={t("make.madeAddress")}
            link={address}
            copy={t("copy")}
            copied={t("copied")}
          />
        )}
      </Notice>
    </div>
  );
}
