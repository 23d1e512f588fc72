"use client";

import dynamic from "next/dynamic";

/** The matrix with its own code, which nobody loads who looks at the table or the board. */
export const MatrixView = dynamic(() => import("./matrix-desk"));
