import type { Move } from "@/lib/commitments/commitment";

/** What the server tells an open page: what moved, which rooms changed, or that it should look for itself. */
type Tiding = { moved: Move[]; rooms?: string[] } | { look: true };

export interface MovesLine {
  /** Whether changes arrive by themselves now. */
  isOpen(): boolean;
  /** Connects if it should and is not; call it only while somebody is there, since connecting counts as that. */
  connect(): void;
  close(): void;
}

/** Longer than this without a word, in milliseconds, and the line is taken for cut: the server speaks oftener. */
const patience = 60_000;
const firstPause = 1_000;
const longestPause = 30_000;

/**
 * Opens a line on which the server tells of others' changes at once. `look`: what was said before was not heard.
 * `rooms`: at these sessions the organisation's room changed.
 */
export function openMoves(
  told: (moved: Move[]) => void,
  look: () => void,
  rooms?: (sessionIds: readonly string[]) => void,
): MovesLine {
  let wire: WebSocket | null = null;
  let pause = firstPause;
  let notBefore = 0;
  let isOver = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => wire?.close(), patience);
  };
  const lose = () => {
    clearTimeout(silence);
    wire = null;
    notBefore = Date.now() + pause * (0.5 + Math.random());
    pause = Math.min(pause * 2, longestPause);
  };
  return {
    isOpen: () => wire?.readyState === WebSocket.OPEN,
    connect() {
      if (isOver || wire || Date.now() < notBefore) {
        return;
      }
      const { protocol, host } = window.location;
      const mine = new WebSocket(`${protocol === "https:" ? "wss:" : "ws:"}//${host}/live/moves`);
      wire = mine;
      mine.onopen = () => {
        pause = firstPause;
        heard();
        look();
      };
      mine.onmessage = ({ data }) => {
        heard();
        const tiding: Tiding = JSON.parse(String(data));
        if ("look" in tiding) {
          look();
          return;
        }
        if (tiding.moved.length > 0) {
          told(tiding.moved);
        }
        if (tiding.rooms) {
          rooms?.(tiding.rooms);
        }
      };
      mine.onclose = ({ reason }) => {
        isOver ||= reason === "signed-out";
        if (wire === mine) {
          lose();
        }
      };
    },
    close() {
      isOver = true;
      clearTimeout(silence);
      wire?.close();
    },
  };
}
