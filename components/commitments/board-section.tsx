import { Messages } from "@/components/layout/messages";
import type { Board } from "@/lib/commitments/board";
import type { Density } from "@/lib/commitments/look";
import { BoardView } from "./board-view";
import { trackerMessages } from "./tracker-messages";
import "./tracker.css";

/** The board with what it says. */
export function BoardSection({ board, density }: { board: Board; density: Density }) {
  return (
    <Messages of={trackerMessages}>
      <div data-density={density} className="board-frame">
        <BoardView board={board} />
      </div>
    </Messages>
  );
}
