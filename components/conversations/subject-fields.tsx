import { useTranslations } from "next-intl";
import { useStageName } from "@/components/commitments/stage-glyph";
import { FormCheckboxes, FormSelect } from "@/components/forms/form-fields";
import { useSessionOptions } from "@/components/sessions/use-session-options";
import { FieldGroup } from "@/components/ui/choice-group";
import { stages, words } from "@/db/reference/words";
import type { ConversationChoices } from "@/lib/conversations/conversation";

/** What it was about: the asks of this State with where they stand, then other cases, each with what follows. */
export function SubjectFields({
  choices,
}: {
  choices: Pick<ConversationChoices, "asks" | "cases" | "sessions">;
}) {
  const t = useTranslations("conversations.form");
  const stageName = useStageName();
  const { asks, cases, sessions } = choices;
  const sessionOptions = useSessionOptions();
  if (asks.length === 0 && cases.length === 0) {
    return <p className="text-ink-muted">{t("noSubjects")}</p>;
  }
  return (
    <FieldGroup label={t("subjects")} hint={t("subjectsHint")}>
      {asks.map((ask) => (
        <Subject
          key={ask.id}
          kind="ask"
          id={ask.id}
          about={t("ask", { reference: ask.reference, session: ask.session })}
          title={ask.title}
          hint={t("stands", { stage: stageName(ask.stage) })}
          mayChange={ask.mayChange}
        >
          <input type="hidden" name={`ask.${ask.id}.version`} value={ask.version} />
        </Subject>
      ))}
      {cases.length > 0 && (
        <FieldGroup label={t("others")} className="mt-4">
          {sessions.length > 0 && (
            <FormSelect
              name="sessionId"
              label={t("occasion")}
              hint={t("occasionHint")}
              optional
              placeholder=""
              options={sessionOptions(sessions)}
              className="mb-2"
            />
          )}
          {cases.map((one) => (
            <Subject
              key={one.id}
              kind="case"
              id={one.id}
              about={one.reference}
              title={one.title}
              mayChange={one.mayChange && sessions.length > 0}
            />
          ))}
        </FieldGroup>
      )}
    </FieldGroup>
  );
}

function Subject({
  kind,
  id,
  about,
  title,
  hint,
  mayChange,
  children,
}: {
  kind: "ask" | "case";
  id: string;
  about: string;
  title: string;
  hint?: string;
  mayChange: boolean;
  children?: React.ReactNode;
}) {
  const t = useTranslations("conversations.form");
  const word = useTranslations("states.word");
  const stageName = useStageName();
  return (
    <div className="grid gap-x-5 gap-y-2 border-t border-line py-2 sm:grid-cols-[minmax(0,1fr)_12rem_14rem] sm:items-end">
      <FormCheckboxes
        name={`${kind}s`}
        anchored={false}
        label={t("talked")}
        labelHidden
        options={[
          {
            value: id,
            label: (
              <>
                <bdi data-written="" className="font-semibold">
                  {about}
                </bdi>{" "}
                <bdi data-written="">{title}</bdi>
              </>
            ),
            hint: [hint, !mayChange && kind === "ask" && t("readOnly")].filter(Boolean).join(". "),
          },
        ]}
      />
      {children}
      {mayChange && (
        <>
          <FormSelect
            name={`${kind}.${id}.stage`}
            label={<Named short={t("stage")} whole={t("stageOf", { about })} />}
            optional
            placeholder={t("asIs")}
            options={stages.map((one) => ({ value: one, label: stageName(one) }))}
          />
          <FormSelect
            name={`${kind}.${id}.word`}
            label={<Named short={t("word")} whole={t("wordOf", { about })} />}
            optional
            placeholder={t("asIs")}
            options={words.map((one) => ({ value: String(one), label: word(`${one}`) }))}
          />
        </>
      )}
    </div>
  );
}

/** Short where the row is seen, whole where it is only heard. */
function Named({ short, whole }: { short: string; whole: string }) {
  return (
    <>
      <span aria-hidden="true">{short}</span>
      <span className="sr-only">{whole}</span>
    </>
  );
}
