import { useTranslations } from "next-intl";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { OnePressForm } from "./one-press-form";

/** A browser in which the person is signed in; the times are written for them already. */
export type ShownSignIn = {
  id: string;
  device: { browser: string | null; system: string | null };
  since: string;
  lastSeen: string;
  isCurrent: boolean;
};

/** Where a person is signed in, each with the way to end it from here. */
export function SignInsList({
  signIns,
  endThere,
  endElsewhere,
}: {
  signIns: ShownSignIn[];
  endThere: FormServerAction<void>;
  endElsewhere: FormServerAction<number>;
}) {
  const t = useTranslations("settings.signIns");
  const s = useTranslations("settings");
  const nameOf = ({ device: { browser, system } }: ShownSignIn) =>
    browser && system ? t("device", { browser, system }) : (browser ?? system ?? t("unknown"));
  return (
    <div className="flex flex-col gap-4">
      <Panel flush>
        <ul>
          {signIns.map((signIn) => (
            <li
              key={signIn.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line px-4 py-3 not-first:border-t"
            >
              <span>
                <span className="flex flex-wrap items-center gap-2 font-semibold">
                  <bdi>{nameOf(signIn)}</bdi>
                  {signIn.isCurrent && <Badge tone="accent">{t("here")}</Badge>}
                </span>
                <span className="text-meta text-ink-muted">
                  {t("since", { when: signIn.since })} · {t("lastSeen", { when: signIn.lastSeen })}
                </span>
              </span>
              {!signIn.isCurrent && (
                <OnePressForm
                  action={endThere}
                  fields={{ id: signIn.id }}
                  name={t("endThereOf", { device: nameOf(signIn), when: signIn.since })}
                  refused={s("refused")}
                >
                  {t("endThere")}
                </OnePressForm>
              )}
            </li>
          ))}
        </ul>
      </Panel>
      {signIns.length > 1 ? (
        <OnePressForm action={endElsewhere} look="danger" refused={s("refused")}>
          {t("endElsewhere")}
        </OnePressForm>
      ) : (
        <p className="text-ink-muted">{t("only")}</p>
      )}
    </div>
  );
}
