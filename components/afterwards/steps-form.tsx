import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormCheckboxes, FormSelect, FormText } from "@/components/forms/form-fields";
import type { TaskPurpose } from "@/db/reference/words";
import type { Asked } from "@/lib/afterwards/account";
import { makeSteps } from "@/lib/afterwards/actions";
import type { NamedState } from "@/lib/commitments/commitment";

/** Steps for several States in one press: thanks, or a question. Those that have one already say so. */
export function StepsForm({
  purpose,
  sessionId,
  states,
  made,
  members,
  me,
  on,
}: {
  purpose: TaskPurpose;
  sessionId: string;
  /** Each State once. Those that are spared say why, and are not ticked before somebody does. */
  states: readonly { state: NamedState; spared?: Asked["spared"] }[];
  /** By the State's code: whether its step is done. */
  made: ReadonlyMap<string, boolean>;
  members: readonly { id: string; name: string }[];
  /** The membership of whoever looks, who is offered as the owner. */
  me: string;
  /** The day that is offered. */
  on: string;
}) {
  const t = useTranslations("afterwards.steps");
  const why = useTranslations("afterwards.why.reason");
  const left = states.filter(({ state }) => !made.has(state.code));
  const there = states.filter(({ state }) => made.has(state.code));
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-ui font-semibold">{t(`heading.${purpose}`)}</h3>
      {states.length === 0 && <p className="text-ink-muted">{t(`nobody.${purpose}`)}</p>}
      {there.length > 0 && (
        <ul className="text-meta text-ink-muted">
          {there.map(({ state: { code, name } }) => (
            <li key={code}>
              <bdi data-written="">{name}</bdi>: {made.get(code) ? t("done") : t("made")}
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <ActionForm
          action={makeSteps}
          hidden={{ sessionId, purpose }}
          labels={{ states: t("states"), on: t("on") }}
          submit={t(`submit.${purpose}`)}
          look="secondary"
          saved={t("saved")}
          className="gap-3"
        >
          <FormCheckboxes
            name="states"
            label={t("states")}
            anchored={false}
            defaultValue={left.flatMap(({ state, spared }) => (spared ? [] : state.key))}
            options={left.map(({ state: { key, name }, spared }) => ({
              value: key,
              label: <bdi data-written="">{name}</bdi>,
              ...(spared && { hint: why(spared) }),
            }))}
          />
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-1">
            <FormSelect
              name="ownerId"
              label={t("owner")}
              optional
              placeholder={t("nobodyYet")}
              defaultValue={me}
              options={members.map((member) => ({ value: member.id, label: member.name }))}
            />
            <FormText name="on" type="date" label={t("on")} optional defaultValue={on} />
          </div>
        </ActionForm>
      )}
    </div>
  );
}
