import { useTranslations } from "next-intl";
import {
  FormArea,
  FormCheckboxes,
  FormDate,
  FormSelect,
  FormText,
} from "@/components/forms/form-fields";
import { FieldGroup } from "@/components/ui/choice-group";
import { engagementKinds, perpetratorKinds, type ReprisalType } from "@/db/reference/words";
import { type ReprisalGroup, reprisalGroups } from "@/lib/cases/case";
import type { FullCase } from "@/lib/cases/shown";
import { knownDateOf } from "@/lib/dates/stored-date";

/** The kinds of reprisal, in their groups; several may apply. */
export function TypesField({ chosen = [] }: { chosen?: readonly string[] }) {
  const t = useTranslations("cases");
  const groups = Object.entries(reprisalGroups) as [ReprisalGroup, readonly ReprisalType[]][];
  return (
    <FieldGroup label={t("edit.types")} optional>
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {groups.map(([group, types]) => (
          <FormCheckboxes
            key={group}
            name="reprisalTypes"
            anchored={false}
            label={t(`reprisalGroup.${group}`)}
            options={types.map((value) => ({ value, label: t(`reprisal.${value}`) }))}
            defaultValue={chosen}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

export function PerpetratorsField({ chosen = [] }: { chosen?: readonly string[] }) {
  const t = useTranslations("cases");
  return (
    <FormCheckboxes
      name="perpetratorKinds"
      label={t("edit.perpetrators")}
      className="gap-x-6! sm:grid! sm:grid-cols-2"
      optional
      options={perpetratorKinds.map((value) => ({ value, label: t(`perpetrator.${value}`) }))}
      defaultValue={chosen}
    />
  );
}

/** Which body, what they did there, when, and what ties it to the reprisal. */
export function EngagementFields({ of: theCase }: { of?: FullCase }) {
  const t = useTranslations("cases");
  return (
    <>
      <FormSelect
        name="engagementKind"
        label={t("edit.engagementKind")}
        optional
        className="max-w-96"
        placeholder={t("edit.notKnown")}
        defaultValue={theCase?.engagementKind ?? ""}
        options={engagementKinds.map((value) => ({ value, label: t(`engagement.${value}`) }))}
      />
      <FormText
        name="engagementNote"
        label={t("edit.engagementNote")}
        hint={t("edit.engagementNoteHint")}
        optional
        maxLength={500}
        defaultValue={theCase?.engagementNote}
      />
      <FormDate
        name="engagement"
        label={t("edit.engagementDate")}
        optional
        defaultValue={
          theCase ? knownDateOf("engagement", theCase) : { precision: "unknown", from: null }
        }
      />
      <FormArea
        name="linkNote"
        label={t("edit.linkNote")}
        hint={t("edit.linkNoteHint")}
        optional
        rows={3}
        defaultValue={theCase?.linkNote}
      />
    </>
  );
}
