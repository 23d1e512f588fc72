"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Undo } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import type { ShownStage } from "@/db/reference/words";
import { undoNote } from "@/lib/corridor/actions";
import { useFormats } from "@/lib/i18n/formats";

/** Said after a note that came as a plain form: of which State it is and what stands by it. It can be taken back from here. */
export function KeptNotice({
  id,
  stateName,
  stages,
}: {
  id: string;
  stateName: string;
  /** Where its asks stand by it; none where it is words alone. */
  stages: readonly ShownStage[];
}) {
  const t = useTranslations("corridor");
  const stageLabel = useTranslations("stages.label");
  const { list } = useFormats();
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
        title={t("keptOf", {
          state: stateName,
          what: stages.length === 0 ? t("words") : list(stages.map((stage) => stageLabel(stage))),
        })}
        aside={
          <Button type="submit" size="small" icon={Undo}>
            {t("undo")}
          </Button>
        }
      />
    </form>
  );
}
