"use client";

import dynamic from "next/dynamic";

/** The history beside a table or a board with its own code, loaded by whoever asks for it first. */
export const HistoryView = dynamic(() => import("./history-panel"));
