import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StageTile, useStageName } from "@/components/commitments/stage-glyph";
import { useSessionOptions } from "@/components/sessions/use-session-options";
import { FieldGroup } from "@/components/ui/choice-group";
import { classes } from "@/components/ui/classes";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { type Option, Select, SelectField } from "@/components/ui/select-field";
import { commitmentVisibilities, shownStages } from "@/db/reference/words";
import { useFormats } from "@/lib/i18n/formats";
import { type Draft, unnamed } from "@/lib/imports/import";
import { leftOut, unsaid } from "@/lib/imports/input";
import { roles } from "@/lib/imports/layout";
import { dateMeanings, type Typed } from "@/lib/imports/sheet";
import { dayOrders, readTypedDate } from "@/lib/imports/typed-dates";
import { Swatch } from "./swatch";

/*
 * The questions that a sheet asks, each a part of one form. A field is called after what stands in the sheet
 * (lib/imports/input.ts reads them); what is not known has no answer chosen.
 */

const mostAsked = 40;

export function SheetQuestion({ draft }: { draft: Draft }) {
  const t = useTranslations("imports.sheets");
  const { sheets, sheet } = draft.facts;
  if (sheets.length < 2) {
    return <input type="hidden" name="sheet" value={sheet} />;
  }
  return (
    <SelectField
      name="sheet"
      label={t("label")}
      defaultValue={String(sheet)}
      options={sheets.map(({ name, rows, isHidden }, at) => ({
        value: String(at),
        label: t(isHidden ? "hidden" : "one", { name, rows }),
      }))}
    />
  );
}

export function StateQuestions({ draft }: { draft: Draft }) {
  const t = useTranslations("imports.states");
  const { facts, choices, stateNames } = draft;
  const unclear = facts.states.filter(({ code }) => code === null);
  if (unclear.length === 0) {
    return null;
  }
  const chosen = unclear.filter(({ key }) => choices.states[key] !== undefined).length;
  const others = Object.entries(stateNames).map(([value, label]) => ({ value, label }));
  return (
    <Panel
      title={t("title", { count: unclear.length })}
      aside={t("chosen", { chosen, count: unclear.length })}
      flush
    >
      {unclear.slice(0, mostAsked).map(({ key, text, offered, isGroup, isExample }) => {
        const said = choices.states[key];
        const isOther = said !== undefined && said !== "" && !offered.includes(said);
        return (
          <FieldGroup
            key={key}
            label={t("question", { text })}
            labelHidden
            className="border-b border-line px-4 py-2 last:border-b-0"
          >
            <div className="grid gap-x-4 sm:grid-cols-[7rem_minmax(0,1fr)]">
              <bdi
                aria-hidden="true"
                className="flex min-h-row items-center self-start font-semibold wrap-anywhere"
              >
                {text}
              </bdi>
              <div className="flex flex-wrap items-center gap-x-4">
                {isExample ? (
                  <span className="text-meta text-caution">{t("example")}</span>
                ) : (
                  offered.length === 0 && (
                    <span className="text-meta text-ink-muted">
                      {t(isGroup ? "group" : "nothingNear")}
                    </span>
                  )
                )}
                {offered.map((code) => (
                  <Radio
                    key={code}
                    name={`state.${key}`}
                    value={code}
                    label={stateNames[code] ?? code}
                    isChosen={said === code}
                  />
                ))}
                <Radio
                  name={`state.${key}`}
                  value={leftOut}
                  label={t("skip")}
                  isChosen={said === ""}
                />
                <Select
                  aria-label={t("other")}
                  name={`other.${key}`}
                  defaultValue={isOther ? said : ""}
                  placeholder={t("other")}
                  options={others}
                  className="w-44 text-meta"
                />
              </div>
            </div>
          </FieldGroup>
        );
      })}
      {unclear.length > mostAsked && (
        <p className="px-4 py-2 text-ink-muted">
          {t("more", { count: unclear.length - mostAsked })}
        </p>
      )}
    </Panel>
  );
}

function Radio({
  name,
  value,
  label,
  isChosen,
}: {
  name: string;
  value: string;
  label: string;
  isChosen: boolean;
}) {
  return (
    <label className="flex min-h-row items-center gap-2">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={isChosen}
        className="size-[1.125rem] shrink-0 accent-accent"
      />
      <span className={classes(isChosen && "font-semibold")}>{label}</span>
    </label>
  );
}

/** Which stage each colour of the sheet stands for. */
export function FillQuestions({ draft }: { draft: Draft }) {
  const t = useTranslations("imports.fills");
  const stageName = useStageName();
  const { facts, meant, choices } = draft;
  const hasStages = facts.columns.some(({ role }) => role === "stage" || role === "matrix-case");
  if (facts.fills.every(({ fill }) => fill === null) && (hasStages || facts.fills.length === 0)) {
    return null;
  }
  const options = [
    ...shownStages.map((stage) => ({ value: stage, label: stageName(stage) })),
    { value: leftOut, label: t("nothing") },
  ];
  return (
    <Panel title={t("title")} flush>
      {facts.fills.map(({ fill, count }) => {
        const key = fill ?? unnamed;
        const stage = meant.fills[key] ?? null;
        const isLeft = choices.fills[key] === "" || (fill === null && stage === null);
        const isOpen = !stage && !isLeft;
        const hasWords = isOpen || fill === null;
        return (
          <div
            key={key}
            className={classes(
              "flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-4 py-2 last:border-b-0",
              isOpen && "bg-caution-soft",
            )}
          >
            <Swatch fill={fill} />
            <span className="w-14 text-meta text-ink-muted">{t("cells", { count })}</span>
            <span className="w-7">{stage && <StageTile stage={stage} silent />}</span>
            <span className={classes("flex-1", hasWords ? "min-w-24" : "min-w-0")}>
              {isOpen ? (
                <>
                  <span className="block font-semibold">{t("ask")}</span>
                  <span className="block text-meta">{t("until", { count })}</span>
                </>
              ) : (
                fill === null && <span className="text-meta text-ink-muted">{t("noFill")}</span>
              )}
            </span>
            <Select
              aria-label={t("stage", { colour: fill ?? t("noFill") })}
              name={`fill.${key}`}
              defaultValue={isLeft ? leftOut : (stage ?? unsaid)}
              options={isOpen ? [{ value: unsaid, label: t("choose") }, ...options] : options}
              className={classes("w-36", hasWords && "max-sm:w-full")}
            />
          </div>
        );
      })}
      {Object.values(meant.fills).includes("raised") && (
        <p className="px-4 py-2 text-meta text-ink-muted">{t("raised")}</p>
      )}
    </Panel>
  );
}

/** What only a person knows before what is certain. It does not move when it is answered. */
const askedFirst = (all: readonly Typed[], asked: readonly string[]): Typed[] => {
  const open = new Set(asked);
  return [...all.filter(({ key }) => open.has(key)), ...all.filter(({ key }) => !open.has(key))];
};

/** Which case each heading or entry means. */
export function CaseQuestions({ draft }: { draft: Draft }) {
  const t = useTranslations("imports.cases");
  const cells = useTranslations("imports.occasions");
  const { facts, meant, asked: open, choices, cases, nearCases } = draft;
  const optionOf = (id: string): Option => {
    const found = cases.find((one) => one.id === id);
    return { value: id, label: found ? `${found.reference} ${found.title}` : id };
  };
  const asked = askedFirst(facts.cases, open.cases).slice(0, mostAsked);
  const latest = cases
    .filter(({ isReadOnly }) => !isReadOnly)
    .slice(0, 100)
    .map(({ id }) => id);
  return (
    <Panel title={t("title")} flush>
      <p className="px-4 pt-3 text-meta text-ink-muted">{t("hint")}</p>
      {asked.map(({ key, text, count }) => {
        const id = meant.cases[key] ?? null;
        const near = nearCases[key] ?? [];
        // An option that changes its place is no longer the chosen one, nor is one in a question that does.
        const all = (id && !latest.includes(id) ? [id, ...latest] : latest).filter(
          (one) => !near.includes(one),
        );
        return (
          <Question
            key={key}
            text={text || t("allRows")}
            meta={cells("cells", { count })}
            isOpen={!id && choices.cases[key] !== ""}
          >
            <Select
              aria-label={text || t("allRows")}
              name={`case.${key}`}
              defaultValue={choices.cases[key] === "" ? leftOut : (id ?? unsaid)}
              options={[
                { value: unsaid, label: t("choose") },
                ...(near.length > 0 ? [{ label: t("nearest"), options: near.map(optionOf) }] : []),
                { label: t("all"), options: all.map(optionOf) },
                { value: leftOut, label: t("skip") },
              ]}
            />
          </Question>
        );
      })}
      {facts.cases.length > mostAsked && (
        <p className="px-4 py-2 text-ink-muted">
          {t("more", { count: facts.cases.length - mostAsked })}
        </p>
      )}
    </Panel>
  );
}

/** Which occasion is meant, for each session that the sheet names, and for each forum where it names none. */
export function OccasionQuestions({ draft }: { draft: Draft }) {
  const t = useTranslations("imports.occasions");
  const forumName = useTranslations("commitments.forum");
  const sessionOptions = useSessionOptions();
  const { facts, meant, asked, choices, sessions } = draft;
  const optionsOf = (fitting: Draft["sessions"]) => [
    { value: unsaid, label: t("choose") },
    ...sessionOptions(fitting),
    { value: leftOut, label: t("skip") },
  ];
  const isOpen = ({ key }: Typed) => !meant.named[key];
  const named = askedFirst(facts.sessions, asked.named);
  const none = t(facts.sessions.length > 0 ? "noneOfBoth" : "none");
  return (
    <Panel title={t("title")} flush>
      {named.slice(0, mostAsked).map((one) => (
        <Question
          key={one.key}
          text={one.text}
          meta={t("cells", { count: one.count })}
          isOpen={isOpen(one) && choices.named[one.key] !== ""}
        >
          <Select
            aria-label={one.text}
            name={`named.${one.key}`}
            defaultValue={
              choices.named[one.key] === "" ? leftOut : (meant.named[one.key] ?? unsaid)
            }
            options={optionsOf(sessions)}
          />
        </Question>
      ))}
      {named.length > mostAsked && (
        <p className="px-4 py-2 text-ink-muted">{t("more", { count: named.length - mostAsked })}</p>
      )}
      {facts.forums.map(({ forum, count }) => {
        const key = forum ?? unnamed;
        const id = meant.sessions[key] ?? null;
        const text = forum ? forumName(forum) : none;
        return (
          <Question
            key={key}
            text={text}
            meta={t("cells", { count })}
            isOpen={!id && choices.sessions[key] !== ""}
          >
            <Select
              aria-label={text}
              name={`session.${key}`}
              defaultValue={choices.sessions[key] === "" ? leftOut : (id ?? unsaid)}
              options={optionsOf(sessions.filter((one) => forum === null || one.forum === forum))}
            />
          </Question>
        );
      })}
    </Panel>
  );
}

/** Which number of a day such as 03/04/2018 is the day, asked once for the sheet. */
export function DayQuestion({ draft }: { draft: Draft }) {
  const t = useTranslations("imports.days");
  const { date } = useFormats();
  const { facts, choices } = draft;
  const asked = facts.twoWayDays;
  if (!asked) {
    return null;
  }
  const meant = choices.dayOrder ?? asked.told;
  const isOpen = meant === null;
  const options = dayOrders.map((order) => {
    const typed = readTypedDate(asked.text, order);
    const day = typed && typeof typed !== "string" ? typed.on : null;
    return {
      value: order,
      label: t(order, { date: date({ precision: "day", from: day }, "long") }),
    };
  });
  return (
    <Panel title={t("title")} flush>
      <Question text={asked.text} meta={t("days", { count: asked.count })} isOpen={isOpen}>
        <span className="flex min-w-0 flex-col gap-1">
          <Select
            aria-label={t("is", { text: asked.text })}
            name="dayOrder"
            defaultValue={meant ?? unsaid}
            options={isOpen ? [{ value: unsaid, label: t("choose") }, ...options] : options}
          />
          {(isOpen || !choices.dayOrder) && (
            <span className="text-meta text-ink-muted">{t(isOpen ? "until" : "told")}</span>
          )}
        </span>
      </Question>
    </Panel>
  );
}

function Question({
  text,
  meta,
  isOpen,
  children,
}: {
  text: string;
  meta: string;
  isOpen: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className={classes(
        "grid items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-b-0 sm:grid-cols-[10rem_minmax(0,1fr)]",
        isOpen && "bg-caution-soft",
      )}
    >
      <span className="min-w-0">
        <span className="block font-semibold break-words">
          <bdi>{text}</bdi>
        </span>
        <span className="block text-meta text-ink-muted">{meta}</span>
      </span>
      {children}
    </div>
  );
}

/** What each column holds. Folded, since it is mostly right. */
export function ColumnQuestions({ draft }: { draft: Draft }) {
  const t = useTranslations("imports.columns");
  const formats = useFormats();
  const { facts, choices } = draft;
  const shown = facts.columns.filter(
    ({ headings, samples }) => headings.length + samples.length > 0,
  );
  const own = facts.columns.filter(({ role }) => role === "own");
  return (
    <details
      suppressHydrationWarning
      open={facts.hasNoStates || Object.keys(choices.roles).length > 0}
      className="rounded-panel border border-line bg-surface"
    >
      <summary className="target cursor-pointer px-4 py-3 font-semibold">
        {t("title")}
        {own.length > 0 && (
          <span className="ms-2 text-meta font-normal text-ink-muted">
            {t("left", { count: own.length })}
          </span>
        )}
      </summary>
      <div className="border-t border-line">
        {facts.hasNoStates ? (
          <div className="p-4">
            <Notice tone="caution" title={t("noStates")} />
          </div>
        ) : (
          <p className="px-4 pt-3 text-meta text-ink-muted">{t("hint")}</p>
        )}
        {own.length > 0 && (
          <p className="px-4 pt-1 text-meta text-ink-muted">
            {t("leftHint", {
              names: formats.list(own.map(({ headings }) => headings.at(-1) ?? "")),
            })}
          </p>
        )}
        {shown.slice(0, 60).map(({ index, headings, role, samples }) => {
          const name = headings.join(" / ") || columnName(index);
          return (
            <div
              key={index}
              className="grid items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-b-0 sm:grid-cols-[10rem_minmax(0,1fr)]"
            >
              <span className="min-w-0">
                <span className="block font-semibold break-words">
                  <bdi>{name}</bdi>
                </span>
                <span className="block truncate text-meta text-ink-muted">
                  <bdi>{samples.join(", ")}</bdi>
                </span>
              </span>
              <Select
                aria-label={t("of", { name })}
                name={`role.${index}`}
                // What was only taken for something gives way to what is said of another column.
                defaultValue={choices.roles[index] ? role : unsaid}
                options={roles
                  .filter((one) => one !== "own" || role === one)
                  .map((one) => ({
                    value: one === role && !choices.roles[index] ? unsaid : one,
                    label: t(`role.${one}`),
                  }))}
              />
            </div>
          );
        })}
      </div>
    </details>
  );
}

/** What a spreadsheet calls a column: A to Z, AA and so on. */
const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : "") +
  String.fromCharCode(65 + (index % 26));

/** Owners that are not known, what the dates say, who reads what is new. */
export function MoreQuestions({ draft }: { draft: Draft }) {
  const t = useTranslations("imports.more");
  const visibility = useTranslations("commitments.visibility");
  const { facts, meant, members, choices } = draft;
  const owners = facts.owners.slice(0, mostAsked);
  return (
    <Panel title={t("title")}>
      <div className="flex flex-col gap-4">
        {owners.map(({ key, text }) => (
          <SelectField
            key={key}
            name={`owner.${key}`}
            label={t("owner", { text })}
            defaultValue={meant.owners[key] ?? leftOut}
            options={[
              { value: leftOut, label: t("ownerNone") },
              ...members.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        ))}
        {facts.dates && (
          <SelectField
            name="dates"
            label={t("dates")}
            defaultValue={meant.dates}
            options={dateMeanings.map((one) => ({ value: one, label: t(one) }))}
          />
        )}
        <SelectField
          name="visibility"
          label={t("visibility")}
          hint={t("visibilityHint")}
          defaultValue={choices.visibility}
          options={commitmentVisibilities.map((one) => ({ value: one, label: visibility(one) }))}
        />
      </div>
    </Panel>
  );
}
