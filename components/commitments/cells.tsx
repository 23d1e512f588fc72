"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import {
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { TriangleAlert } from "@/components/ui/icons";
import { type Stage, stages, type Word, words } from "@/db/reference/words";
import {
  type CommitmentChanges,
  type CommitmentRow,
  isLate,
  shownStage,
} from "@/lib/commitments/commitment";
import { longestStep } from "@/lib/commitments/typed-cells";
import { isLongPast } from "@/lib/dates/long-past";
import { useFormats } from "@/lib/i18n/formats";
import { useCommitmentWords } from "./commitment-words";
import { holdsDay } from "./day-field";
import { StageChip } from "./stage-glyph";

export interface CellProps {
  row: CommitmentRow;
  today: string;
  members: readonly { id: string; name: string }[];
  onChange: (row: CommitmentRow, changes: CommitmentChanges) => void;
  onHistory: (row: CommitmentRow) => void;
}

type EditorProps<Value> = {
  value: Value;
  /** What was typed on the cell before its field was there, and takes the place of what stands in it. */
  typed: string | null;
  label: string;
  commit: (value: Value) => void;
  cancel: () => void;
};

const control =
  "min-h-8 w-full rounded-control border border-line-strong bg-surface px-2 text-ui text-ink";

/**
 * A value that turns into its control when it is pressed. Before the scripts are there it is a link to the form on
 * the commitment's own page, which does the same.
 */
function EditableCell<Value>({
  row,
  column,
  anchor,
  text,
  value,
  editor,
  commit,
  takesLetters,
  children,
}: {
  row: CommitmentRow;
  column: string;
  anchor: string;
  text: string;
  value: Value;
  editor: (props: EditorProps<Value>) => ReactNode;
  commit: (value: Value) => void;
  /** Whether the first letter that is typed on the cell begins the new text, as in a spreadsheet. */
  takesLetters?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("commitments.cell");
  const [editing, setEditing] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing && document.activeElement === document.body) {
      link.current?.focus();
    }
    wasEditing.current = editing;
  }, [editing]);
  if (!row.mayChange) {
    return <>{children}</>;
  }
  if (editing) {
    return editor({
      value,
      typed,
      label: column,
      cancel: () => setEditing(false),
      commit: (next) => {
        setEditing(false);
        if (next !== value) {
          commit(next);
        }
      },
    });
  }
  return (
    <a
      ref={link}
      href={`/commitments/${row.id}#${anchor}` as Route}
      aria-label={t("change", { column, value: text })}
      className="target -mx-1 inline-flex min-h-6 min-w-6 max-w-[calc(100%+0.5rem)] items-center rounded-cell px-1 hover:bg-accent-soft"
      onClick={(event) => {
        if (!event.metaKey && !event.ctrlKey) {
          event.preventDefault();
          setTyped(null);
          setEditing(true);
        }
      }}
      onKeyDown={(event) => {
        // Where cells are chosen, the letter is theirs (use-table-keys.ts).
        if (event.defaultPrevented) {
          return;
        }
        const isLetter = takesLetters && /^\S$/u.test(event.key);
        if ((isLetter || event.key === "F2") && !event.altKey && !event.metaKey && !event.ctrlKey) {
          event.preventDefault();
          setTyped(isLetter ? event.key : null);
          setEditing(true);
        }
      }}
    >
      {children}
    </a>
  );
}

function ChoiceEditor<Value extends string>({
  value,
  label,
  commit,
  cancel,
  options,
}: EditorProps<Value> & { options: { value: Value; label: string }[] }) {
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    select.current?.focus();
    try {
      select.current?.showPicker();
    } catch {
      // Not every browser opens it by script; it has the focus all the same.
    }
  }, []);
  const hasClosed = useOnceClosed(select, cancel);
  return (
    <select
      ref={select}
      aria-label={label}
      defaultValue={value}
      className={control}
      onChange={(event) => commit(event.target.value as Value)}
      onBlur={cancel}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          cancel();
        } else if (hasClosed() && event.key !== "Tab") {
          event.preventDefault();
          event.stopPropagation();
          const cell = event.currentTarget.parentElement;
          flushSync(cancel);
          const link = cell?.querySelector("a");
          link?.focus();
          link?.dispatchEvent(new KeyboardEvent("keydown", event.nativeEvent));
        }
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/**
 * Ends when the list is closed without a choice, for which browsers have no event: else Escape is pressed twice. Quick
 * fingers press on before that is seen: answers whether the list has closed, so that the key is the cell's and no choice.
 */
function useOnceClosed(select: RefObject<HTMLSelectElement | null>, close: () => void) {
  const latest = useEffectEvent(close);
  const wasOpen = useRef(false);
  const isOpen = () => select.current?.matches(":is(:open)") ?? false;
  const looks = useEffectEvent(isOpen);
  useEffect(() => {
    wasOpen.current = looks();
    let frame = requestAnimationFrame(function look() {
      const isOpen = looks();
      if (wasOpen.current && !isOpen) {
        latest();
        return;
      }
      wasOpen.current = isOpen;
      frame = requestAnimationFrame(look);
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return () => wasOpen.current && !isOpen();
}

function TextEditor({
  value,
  typed,
  label,
  commit,
  cancel,
  type,
  today = "",
}: EditorProps<string> & ({ type: "text"; today?: never } | { type: "date"; today: string })) {
  const t = useTranslations("common");
  const ask = useTranslations("commitments.cell");
  const reason = useTranslations("forms");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const [over, setOver] = useState(0);
  const [isNoDay, setNoDay] = useState(false);
  /** A day long past, about which somebody has been asked. */
  const [asked, setAsked] = useState("");
  const { day } = useFormats();
  const field = useId();
  /** What the field can't keep stays where it is, and is said. */
  const commitWhole = (typed: HTMLInputElement) => {
    const text = typed.value.trim();
    const isNone = type === "date" && !holdsDay(typed);
    const mustAsk =
      type === "date" && !isNone && isLongPast(text, today) && text !== value && text !== asked;
    setNoDay(isNone);
    setAsked(mustAsk ? text : "");
    if (!isNone && !mustAsk && text.length <= longestStep) {
      commit(text);
    }
  };
  return (
    <>
      <input
        ref={input}
        type={type}
        dir={type === "text" ? "auto" : undefined}
        aria-label={label}
        defaultValue={typed ?? value}
        aria-invalid={over > 0 || isNoDay || undefined}
        aria-describedby={field}
        className={control}
        onChange={(event) => setOver(Math.max(0, event.target.value.trim().length - longestStep))}
        onBlur={(event) => commitWhole(event.target)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            commitWhole(event.currentTarget);
          } else if (event.key === "Escape") {
            cancel();
          }
        }}
      />
      <span
        id={field}
        aria-live="polite"
        className={
          over > 0 || isNoDay
            ? "block text-meta font-semibold text-danger"
            : asked
              ? "block text-meta font-semibold text-caution"
              : "sr-only"
        }
      >
        {over > 0 && t("tooLong", { over, most: longestStep })}
        {isNoDay && reason("dateImpossible")}
        {asked && ask("longPast", { day: day(asked) })}
      </span>
    </>
  );
}

/** The stage, changed in place by menu; by its letter, see use-table-keys.ts. *Raised* is made by a form of its own. */
export function StageCell({ row, today, onChange }: Pick<CellProps, "row" | "today" | "onChange">) {
  const t = useTranslations("commitments");
  const stageName = useTranslations("stages.label");
  const stageOverlay = useTranslations("stages.overlay");
  const wordsOf = useCommitmentWords();
  const overlay = wordsOf.overlay(row, today);
  const considers = !row.isRaised && row.stage === "considering";
  const note = [
    row.closedAs && t(`closed.${row.closedAs}`),
    row.isRaised && row.stage === "not_approached" && t("cell.noAsk"),
    considers && row.withCapital && t("cell.withCapital"),
    considers && row.leaning && t(row.leaning === "yes" ? "cell.leaningYes" : "cell.leaningNo"),
  ]
    .filter(Boolean)
    .join(", ");
  const chip = (
    <span className="relative flex min-w-0 flex-col items-start">
      <StageChip stage={shownStage(row)} {...(overlay && { overlay })} />{" "}
      {note && (
        <span dir="auto" title={note} className="line-clamp-1 text-meta text-ink-muted">
          {note}
        </span>
      )}
    </span>
  );
  if (row.isRaised) {
    return chip;
  }
  return (
    <EditableCell
      row={row}
      column={t("column.stage")}
      anchor="stage"
      // What is written comes first and unbroken, so that it can be spoken to a browser.
      text={[
        [stageName(row.stage), note].filter(Boolean).join(" "),
        overlay && stageOverlay(overlay),
      ]
        .filter(Boolean)
        .join(", ")}
      value={row.stage}
      editor={(props) => (
        <ChoiceEditor<Stage>
          {...props}
          options={stages.map((stage) => ({ value: stage, label: stageName(stage) }))}
        />
      )}
      commit={(stage) => onChange(row, { stage })}
    >
      {chip}
    </EditableCell>
  );
}

export function WordCell({ row, onChange }: Pick<CellProps, "row" | "onChange">) {
  const t = useTranslations("commitments");
  const wordsOf = useCommitmentWords();
  const set = (text: string) =>
    onChange(row, { word: text === "" ? null : (Number(text) as Word) });
  return (
    <EditableCell
      row={row}
      column={t("column.word")}
      anchor="word"
      text={row.word ? `${row.word} ${t(`word.${row.word}`)}` : t("word.none")}
      value={String(row.word ?? "")}
      editor={(props) => (
        <ChoiceEditor
          {...props}
          options={[
            { value: "", label: t("word.none") },
            ...words.map((word) => ({ value: String(word), label: wordsOf.word(word) })),
          ]}
        />
      )}
      commit={set}
    >
      {row.word ? (
        <span dir="auto" title={t(`word.${row.word}`)} className="line-clamp-2">
          {row.word} <span className="text-meta text-ink-muted">{t(`word.${row.word}`)}</span>
        </span>
      ) : (
        <span className="text-ink-subtle">–</span>
      )}
    </EditableCell>
  );
}

/** What the State would name, and that nobody may be named where consent says so. */
export function WhatCell({ row }: Pick<CellProps, "row">) {
  const t = useTranslations("commitments");
  const wordsOf = useCommitmentWords();
  return (
    <span className="flex flex-col">
      <span dir="auto" title={wordsOf.naming(row.naming)} className="line-clamp-2">
        {t(`namingShort.${row.naming}`)}
      </span>
      {wordsOf.forbids(row) && (
        <span className="text-meta font-semibold text-danger">{t("cell.doNotName")}</span>
      )}
      {row.confidentiality === "team" && (
        <span className="text-meta text-ink-muted">{t("confidentiality.team")}</span>
      )}
    </span>
  );
}

export function NextStepCell({ row, onChange }: CellProps) {
  const t = useTranslations("commitments");
  return (
    <EditableCell
      row={row}
      column={t("column.nextStep")}
      anchor="follow"
      text={row.nextStep || t("cell.empty")}
      value={row.nextStep}
      editor={(props) => <TextEditor {...props} type="text" />}
      commit={(nextStep) => onChange(row, { nextStep })}
      takesLetters
    >
      <bdi
        title={row.nextStep || undefined}
        className={classes("line-clamp-2", !row.nextStep && "text-ink-subtle")}
      >
        {row.nextStep || "–"}
      </bdi>
    </EditableCell>
  );
}

export function DueCell({ row, today, onChange }: CellProps) {
  const t = useTranslations("commitments");
  const { day } = useFormats();
  const late = isLate(row, today);
  return (
    <EditableCell
      row={row}
      column={t("column.due")}
      anchor="follow"
      text={
        row.dueOn
          ? [late && t("cell.isLate"), day(row.dueOn, "short")].filter(Boolean).join(" ")
          : t("cell.empty")
      }
      value={row.dueOn ?? ""}
      editor={(props) => <TextEditor {...props} type="date" today={today} />}
      commit={(day) => onChange(row, { dueOn: day || null })}
    >
      <span
        className={classes(
          "flex flex-col text-meta whitespace-nowrap",
          late && "font-semibold text-danger",
          !row.dueOn && "text-ink-subtle",
        )}
      >
        {late && (
          <span className="inline-flex items-center gap-1">
            <Icon of={TriangleAlert} size={16} />
            {t("cell.isLate")}{" "}
          </span>
        )}
        <bdi>{row.dueOn ? day(row.dueOn, "short") : "–"}</bdi>
      </span>
    </EditableCell>
  );
}

/** What tells the owner from colleagues; the whole name for screen readers, and where the cell is pointed at or focused. */
export function OwnerCell({ row, members, onChange }: CellProps) {
  const t = useTranslations("commitments");
  const words = useCommitmentWords();
  const { owner } = row;
  const [short, whole] = [words.ownerShort(owner, members), words.owner(owner)];
  return (
    <EditableCell
      row={row}
      column={t("column.owner")}
      anchor="follow"
      text={whole}
      value={owner?.id ?? ""}
      editor={(props) => (
        <ChoiceEditor
          {...props}
          options={[
            { value: "", label: t("detail.noOne") },
            // A partner's stays chosen until another is: the list has colleagues only.
            ...(owner && !members.some(({ id }) => id === owner.id)
              ? [{ value: owner.id, label: whole }]
              : []),
            ...members.map((member) => ({ value: member.id, label: member.name })),
          ]}
        />
      )}
      commit={(id) => onChange(row, { ownerId: id || null })}
    >
      {owner ? (
        <>
          {/* What clamps its lines can't be hidden by the rule of a card: it is a box of its own kind. */}
          <span
            aria-hidden={short !== whole || undefined}
            className={classes("min-w-0", short !== whole && "short-name")}
          >
            <bdi className="line-clamp-2 text-meta wrap-anywhere">{short}</bdi>
          </span>
          {short !== whole && <bdi className="whole-name">{whole}</bdi>}
        </>
      ) : (
        <span className="text-meta text-ink-subtle">–</span>
      )}
    </EditableCell>
  );
}
