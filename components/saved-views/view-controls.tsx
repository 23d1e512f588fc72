"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { useActionForm } from "@/components/forms/use-action-form";
import { CopyLink } from "@/components/settings/copy-link";
import { OnePressForm } from "@/components/settings/one-press-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { longestName, type SavedView } from "@/lib/saved-views/saved-view";
import type { ViewActions } from "./view-actions";

/** What is done with a view: passed on, opened by itself, and by its owner named, shared, deleted. */
export function ViewControls({
  view,
  link,
  mayShare,
  mayDelete,
  actions,
}: {
  view: SavedView;
  link: string;
  mayShare: boolean;
  mayDelete: boolean;
  actions: ViewActions;
}) {
  const t = useTranslations("views");
  const refused = t("refused");
  return (
    <div className="flex flex-col gap-4">
      {view.isMine ? (
        <RenameForm key={view.name} view={view} action={actions.rename} />
      ) : (
        <p>{view.ownerName ? t("isOf", { name: view.ownerName }) : t("isOfSomebody")}</p>
      )}
      {view.isMine && (mayShare || view.isShared) && (
        <div className="flex flex-col gap-1.5">
          <p>{t(view.isShared ? "isShared" : "isOwn")}</p>
          {!view.isShared && <p className="text-meta text-ink-muted">{t("shareHint")}</p>}
          <OnePressForm
            action={actions.share}
            fields={{ id: view.id, shared: view.isShared ? "no" : "yes" }}
            refused={refused}
          >
            {t(view.isShared ? "stopSharing" : "startSharing")}
          </OnePressForm>
        </div>
      )}
      <div className="flex flex-col gap-1.5">
        {view.isDefault && <p>{t("isDefault")}</p>}
        <OnePressForm
          action={actions.open}
          fields={view.isDefault ? {} : { id: view.id }}
          refused={refused}
        >
          {t(view.isDefault ? "endDefault" : "makeDefault")}
        </OnePressForm>
      </div>
      {view.isShared && (
        <div>
          <CopyLink label={t("link")} link={link} copy={t("copy")} copied={t("copied")} />
          <p className="mt-1 text-meta text-ink-muted">{t("linkHint")}</p>
        </div>
      )}
      {mayDelete && (
        <details suppressHydrationWarning>
          <summary className="link target cursor-pointer">{t("delete")}</summary>
          <div className="mt-2 flex flex-col gap-2">
            <p>{t(view.isShared ? "deleteShared" : "deleteOwn")}</p>
            <OnePressForm
              action={actions.remove}
              fields={{ id: view.id }}
              look="danger"
              refused={refused}
            >
              {t("deleteNow")}
            </OnePressForm>
          </div>
        </details>
      )}
    </div>
  );
}

function RenameForm({ view, action }: { view: SavedView; action: ViewActions["rename"] }) {
  const t = useTranslations("views");
  const form = useActionForm(action);
  return (
    <form {...form.sending} className="flex flex-col items-start gap-2">
      <input type="hidden" name="id" value={view.id} />
      <FormFeedback form={form} refused={t("refused")} done={t("renamed")} />
      <TextField
        name="name"
        label={t("name")}
        maxLength={longestName}
        autoComplete="off"
        defaultValue={form.typed("name", view.name)}
        error={form.fault("name")}
        className="w-full"
      />
      <Button type="submit" size="small" aria-disabled={form.isPending}>
        {t("rename")}
      </Button>
    </form>
  );
}
