"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormText } from "@/components/forms/form-fields";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { Eye, Lock } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";

interface Identity {
  name: string;
  contact: string;
  family: string;
}

/** What comes back when somebody asks for it. */
interface ShownIdentity extends Identity {
  earlierNames: string[];
  /** Which identity this is: sealing another is refused once there is a newer one. */
  stamp: string;
}

/**
 * The sealed identity of one defender, for the team. Nothing of it is in the page until somebody asks; then it comes
 * as the answer to a post, and goes with "Hide", with the page, and with what is sealed in its place.
 */
export function IdentityPanel({
  caseId,
  defenderId,
  label,
  hasIdentity,
  stamp: stampOfPage,
  mayChange,
  read,
  seal,
}: {
  caseId: string;
  defenderId: string;
  /** The public label, so that each button says whose identity it opens. */
  label: string;
  hasIdentity: boolean;
  /** Which identity stood sealed when the page was drawn; empty where there was none. */
  stamp: string;
  mayChange: boolean;
  read: FormServerAction<ShownIdentity | null>;
  seal: FormServerAction<{ stamp: string }>;
}) {
  const t = useTranslations("people.identity");
  const { state, sending, isPending, refusal } = useActionForm(read);
  const [hidden, setHidden] = useState<unknown>(null);
  const isShown = state.status === "done" && state !== hidden;
  const identity = isShown ? state.result : null;
  // What the form is written over stays what it was when somebody began, whatever the page is drawn with since.
  const [stamp, setStamp] = useState(stampOfPage);
  const [sealings, setSealings] = useState(0);
  const [isJustSealed, setIsJustSealed] = useState(false);
  const writing = useRef<HTMLDetailsElement>(null);
  const summary = useRef<HTMLElement>(null);
  const hide = () => {
    setStamp(identity?.stamp ?? stamp);
    setHidden(state);
  };
  const putAway = (sealed: { stamp: string }) => {
    setStamp(sealed.stamp);
    setHidden(state);
    setSealings((count) => count + 1);
    setIsJustSealed(true);
    if (writing.current) {
      writing.current.open = false;
    }
    // The button that was pressed is out of sight now.
    summary.current?.focus();
  };
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-start gap-2 text-meta text-ink-muted">
        <Icon of={Lock} size={16} className="mt-0.5" />
        {hasIdentity ? t("sealed") : t("none")}
      </p>
      {refusal && <Notice tone="danger" role="alert" title={refusal} />}
      {hasIdentity && !isShown && (
        <form {...sending}>
          <input type="hidden" name="caseId" value={caseId} />
          <input type="hidden" name="defenderId" value={defenderId} />
          <Button
            type="submit"
            size="small"
            icon={Eye}
            aria-disabled={isPending || undefined}
            aria-label={`${t("show")}: ${label}`}
          >
            {t("show")}
          </Button>
        </form>
      )}
      {isShown && (
        <div role="status" className="rounded-control bg-sunken p-3">
          <dl className="grid gap-2">
            {(["name", "contact", "family"] as const).map((field) => (
              <div key={field}>
                <dt className="text-meta text-ink-muted">{t(field)}</dt>
                <dd dir="auto" className="whitespace-pre-line">
                  {identity?.[field] || <span className="text-ink-muted">{t("empty")}</span>}
                </dd>
              </div>
            ))}
            {identity && identity.earlierNames.length > 0 && (
              <div>
                <dt className="text-meta text-ink-muted">{t("earlierNames")}</dt>
                {identity.earlierNames.map((name) => (
                  <dd key={name} dir="auto">
                    {name}
                  </dd>
                ))}
              </div>
            )}
          </dl>
          <p className="mt-2 flex flex-wrap items-center gap-3 text-meta text-ink-muted">
            {t("shown")}
            <Button size="small" look="quiet" className="scripts-off:hidden" onClick={hide}>
              {t("hide")}
            </Button>
          </p>
        </div>
      )}
      {mayChange && (
        <details
          ref={writing}
          onToggle={({ currentTarget }) => currentTarget.open && setIsJustSealed(false)}
          suppressHydrationWarning
        >
          <summary ref={summary} className="link target inline-block">
            {hasIdentity ? t("replace") : t("enter")}
          </summary>
          <ActionForm
            key={sealings}
            action={seal}
            hidden={{ caseId, defenderId, stamp: identity?.stamp ?? stamp }}
            outcome={(sealed) => <Sealed result={sealed} then={putAway} />}
            submit={t("seal")}
            icon={Lock}
            size="small"
            className="mt-3"
          >
            {hasIdentity && <p className="text-meta text-ink-muted">{t("replaceHint")}</p>}
            <FormText
              name="name"
              label={t("name")}
              hint={t("nameHint")}
              optional
              autoComplete="off"
              defaultValue={identity?.name}
            />
            <FormArea
              name="contact"
              label={t("contact")}
              hint={t("contactHint")}
              rows={2}
              optional
              defaultValue={identity?.contact}
            />
            <FormArea
              name="family"
              label={t("family")}
              hint={t("familyHint")}
              rows={2}
              optional
              defaultValue={identity?.family}
            />
          </ActionForm>
        </details>
      )}
      <p role="status" className={classes("text-meta text-ink-muted", !isJustSealed && "sr-only")}>
        {isJustSealed && t("done")}
      </p>
    </div>
  );
}

/** Tells once that the form's answer is there, so that the form that gave it can go. */
function Sealed<Result>({ result, then }: { result: Result; then: (result: Result) => void }) {
  const told = useRef<Result>(null);
  useEffect(() => {
    if (told.current !== result) {
      told.current = result;
      then(result);
    }
  });
  return null;
}
