"use client";

import type { ReactNode } from "react";
import { leaveHref, leaveNow } from "./leave-quickly";

/** "Leave quickly". Without scripts it posts the same form and follows the redirect. */
export function LeaveButton({
  title,
  className,
  children,
}: {
  title: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <form
      method="post"
      action={leaveHref}
      onSubmit={(event) => {
        event.preventDefault();
        leaveNow();
      }}
    >
      <button type="submit" title={title} className={className}>
        {children}
      </button>
    </form>
  );
}
