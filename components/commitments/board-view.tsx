"use client";

import dynamic from "next/dynamic";

/** The board with its own code, which nobody loads who looks at the table or the matrix. */
export const BoardView = dynamic(() => import("./board-desk"));
