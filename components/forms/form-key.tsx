"use client";

import { useState } from "react";
import { uuidv7 } from "uuidv7";

/**
 * The form's own key, sent along unseen: two sendings of one form are known by it, with scripts and without. Give it
 * a React key that changes with each answer, so that the next thing added is a new one.
 */
export function FormKey() {
  const [once] = useState(uuidv7);
  // The server's and the browser's differ, and either serves.
  return <input type="hidden" name="once" value={once} readOnly suppressHydrationWarning />;
}
