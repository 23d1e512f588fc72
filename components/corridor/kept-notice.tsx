"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Undo } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { undoNote } from "@/lib/corridor/actions";

/** Said after a note that came as a plain form; it can be taken back from here. */
export function KeptNotice({ id }: { id: string }) {
  const t = useTranslations("corridor");
  const form = useActionForm(undoNote);
  const { state, sending } = form;
  if (state.status === "done") {
    const stands = state.result.outcome === "undone" && state.result.stands;
    return (
      <div className="mb-4">
        <Notice role="status" title={t(stands ? "stands" : "undone")} />
      </div>
    );
  }
  return (
    <form {...sending} className="mb-4 flex flex-col gap-3">
      <FormFeedback form={form} refused={t("notUndone")} />
      <input type="hidden" name="id" value={id} />
      <Notice
        tone="done"
        role="status"
        title={t("kept")}
        aside={
          <Button type="submit" size="small" icon={Undo}>
            {t("undo")}
          </Button>
        }
      />
    </form>
  );
}
