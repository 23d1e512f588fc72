"use client";

import { useTranslations } from "next-intl";
import { OnePressForm } from "@/components/settings/one-press-form";
import { useNetwork } from "@/components/ui/save-status";
import { pinState } from "@/lib/corridor/actions";

/** Keeps the State on top of one's corridor, or no more. Without a network it is not offered: nothing would keep it. */
export function PinForm({ stateKey, isPinned }: { stateKey: string; isPinned: boolean }) {
  const t = useTranslations("corridor.pin");
  return useNetwork() ? (
    <OnePressForm
      action={pinState}
      fields={{ stateKey, pin: isPinned ? "no" : "yes" }}
      look="quiet"
      refused={t("refused")}
    >
      {t(isPinned ? "unpin" : "pin")}
    </OnePressForm>
  ) : null;
}
