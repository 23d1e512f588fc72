import type { Step } from "./input";
import type { Room, Speaker } from "./room";

/** A step that was pressed and is not stored yet. */
export interface Pressed {
  step: Step;
  /** By the device's own clock, in milliseconds. */
  at: number;
}

/** The room as it will stand once this is stored, as far as that can be known here; the server's answer replaces it. */
export function withStep(room: Room, { step, at }: Pressed, me: string): Room {
  switch (step.kind) {
    case "move":
      return { ...room, speakers: moved(room.speakers, step) };
    case "remove":
      return { ...room, speakers: room.speakers.filter(({ id }) => id !== step.id) };
    case "hear":
    case "undo":
    case "cut":
    case "uncut":
    case "words":
      return {
        ...room,
        speakers: room.speakers.map((line) =>
          line.id === step.id ? lineWith(line, step, at, me) : line,
        ),
      };
    default:
      return room;
  }
}

type LineStep = Extract<Step, { kind: "hear" | "undo" | "cut" | "uncut" | "words" }>;

function lineWith(line: Speaker, step: LineStep, at: number, me: string): Speaker {
  const moment = new Date(at).toISOString();
  switch (step.kind) {
    case "hear": {
      const known = new Set(line.heard.flatMap(({ caseIds }) => caseIds));
      const caseIds = step.caseIds.filter((id) => !known.has(id));
      return {
        ...line,
        cutAt: null,
        spokeAt: line.spokeAt ?? moment,
        ...(line.spokeAt ? {} : { spokeBy: me, isMine: true }),
        heard:
          caseIds.length === 0
            ? line.heard
            : [...line.heard, { interventionId: "", caseIds, notes: [], mayNote: true }],
      };
    }
    case "undo":
      return { ...line, spokeAt: null, spokeBy: null, isMine: false, heard: [] };
    case "cut":
      return { ...line, cutAt: moment, cutBy: me };
    case "uncut":
      return { ...line, cutAt: null, cutBy: null };
    case "words":
      return {
        ...line,
        heard: line.heard.map((heard) => ({
          ...heard,
          notes: heard.notes.map((note) =>
            note.isMine ? { ...note, quote: step.quote, quoteLanguage: step.quoteLanguage } : note,
          ),
        })),
      };
  }
}

function moved(speakers: readonly Speaker[], step: Extract<Step, { kind: "move" }>): Speaker[] {
  const from = speakers.findIndex(({ id }) => id === step.id);
  const line = speakers[from];
  if (!line) {
    return [...speakers];
  }
  const rest = speakers.filter(({ id }) => id !== step.id);
  const behind = step.after ? rest.findIndex(({ id }) => id === step.after) + 1 : 0;
  const wanted = step.to === "up" ? from - 1 : step.to === "down" ? from + 1 : behind;
  const at = Math.max(0, Math.min(rest.length, wanted));
  return [...rest.slice(0, at), line, ...rest.slice(at)];
}
