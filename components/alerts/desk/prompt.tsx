"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";

/** A small form over the page: keeps the focus, ends with Escape, and gives the focus back. */
export function Prompt({
  title,
  submit,
  cancel,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  submit: string;
  cancel: string;
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
          const form = new FormData(event.currentTarget);
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
