"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";

/**
 * A small form over the page: keeps the focus, ends with Escape, and gives the focus back. It stays open where
 * `check` says no: something in it must be put right first.
 */
export function Prompt({
  title,
  submit,
  cancel,
  check,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  submit: string;
  cancel: string;
  check?: () => boolean;
  onSubmit: (form: FormData) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-panel border border-line-strong bg-surface p-5 text-ink shadow-overlay backdrop:bg-sunken/70"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (check && !check()) {
            return;
          }
          const form = new FormData(event.currentTarget);
          // Only a closed form lets the focus go to the text.
          dialog.current?.close();
          onSubmit(form);
        }}
        className="flex flex-col gap-4"
      >
        <h2 id={id}>{title}</h2>
        {children}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary">
            {submit}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{cancel}</Button>
        </div>
      </form>
    </dialog>
  );
}
